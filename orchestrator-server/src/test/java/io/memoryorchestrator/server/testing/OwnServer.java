package io.memoryorchestrator.server.testing;

import io.memoryorchestrator.local.kafka.KafkaOptions;
import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.server.MemoryOrchestratorApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A server with a broker and a database to itself, for tests that set properties of their own: servers of other tests live
 * on in this JVM, and would take part of the work from a shared broker.
 */
public final class OwnServer implements AutoCloseable {
    private final LocalKafka broker;
    private final String database;
    private final List<String> arguments;
    private final ApplicationContextInitializer<ConfigurableApplicationContext> parts;
    private final ConfigurableApplicationContext context;

    private OwnServer(
            LocalKafka broker,
            String database,
            List<String> arguments,
            ApplicationContextInitializer<ConfigurableApplicationContext> parts) {
        this.broker = broker;
        this.database = database;
        this.arguments = arguments;
        this.parts = parts;
        this.context = another();
    }

    /** @param properties such as {@code orchestrator.queue.partitions=3} */
    public static OwnServer start(Path folder, List<String> properties) {
        return start(folder, properties, _ -> {});
    }

    /** @param parts put what the server does not have by itself into it */
    public static OwnServer start(
            Path folder, List<String> properties, ApplicationContextInitializer<ConfigurableApplicationContext> parts) {
        LocalKafka broker =
                LocalKafka.start(KafkaOptions.in(folder.resolve("broker")).thrownAway());
        String database = LocalPostgres.forTests()
                .createDatabase("own_" + UUID.randomUUID().toString().substring(0, 8))
                .withPassword();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--orchestrator.adapter.supabase.url=" + database,
                "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers()));
        properties.forEach(each -> arguments.add("--" + each));
        return new OwnServer(broker, database, List.copyOf(arguments), parts);
    }

    /** Starts another process of the same service; who asked for it closes it. */
    public ConfigurableApplicationContext another() {
        return new SpringApplicationBuilder(MemoryOrchestratorApplication.class)
                .initializers(parts)
                .run(arguments.toArray(String[]::new));
    }

    public Gateway gateway() {
        return gateway(context);
    }

    /** The gateway of any process. */
    public static Gateway gateway(ConfigurableApplicationContext process) {
        return Gateway.ready(process.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    public TopicReader topics() {
        return TopicReader.at(broker.bootstrapServers());
    }

    public RawTopics rawTopics() {
        return new RawTopics(broker.bootstrapServers());
    }

    /** A part of the first process. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    public Rows rows() {
        return new Rows(database);
    }

    /** How many records a topic has ever had. */
    public long recordsOn(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    @Override
    public void close() {
        context.close();
        broker.close();
    }
}
