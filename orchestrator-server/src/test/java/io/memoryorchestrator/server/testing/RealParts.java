package io.memoryorchestrator.server.testing;

import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Points a context at the real broker and database of this test JVM; each context gets a database of its own. */
public final class RealParts implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String database = "server_" + DATABASES.incrementAndGet();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "real-parts",
                        Map.of(
                                "orchestrator.adapter.supabase.url",
                                LocalPostgres.forTests()
                                        .createDatabase(database)
                                        .withPassword(),
                                "spring.kafka.bootstrap-servers",
                                LocalKafka.forTests().bootstrapServers(),
                                "management.server.port",
                                "0",
                                // Tests of deadlines name theirs; no other is about how busy the machine is.
                                "orchestrator.recall.deadline",
                                "5s")));
    }
}
