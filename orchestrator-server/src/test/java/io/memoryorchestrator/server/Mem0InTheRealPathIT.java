package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.local.kafka.KafkaOptions;
import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.server.testing.Gateway;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.JsonNode;

/** A provider switched on: it gets redacted turns once, and its outage costs neither a turn nor an answer. */
class Mem0InTheRealPathIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void eachTurnReachesTheProviderOnceAndRedactedAlsoAfterAnOutage() throws IOException {
        Platform mem0 = new Platform();
        try (MockWebServer server = new MockWebServer();
                LocalKafka broker = LocalKafka.start(
                        KafkaOptions.in(folder.resolve("broker")).thrownAway())) {
            server.setDispatcher(mem0);
            server.start();
            try (var context = new SpringApplicationBuilder(MemoryOrchestratorApplication.class)
                    .run(
                            "--server.port=0",
                            "--management.server.port=0",
                            "--orchestrator.adapter.supabase.url="
                                    + LocalPostgres.forTests()
                                            .createDatabase("mem0_path")
                                            .withPassword(),
                            "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                            "--orchestrator.adapter.mem0.enabled=true",
                            "--orchestrator.adapter.mem0.api-key=m0-test",
                            "--orchestrator.adapter.mem0.retries.attempts=2",
                            "--orchestrator.adapter.mem0.retries.first-wait=50ms",
                            "--orchestrator.adapter.mem0.breaker.open-for=1s",
                            "--orchestrator.adapter.mem0.batching.idle=200ms",
                            "--orchestrator.queue.retry-waits=500ms,1s,2s",
                            "--orchestrator.adapter.mem0.allow-private-addresses=true",
                            "--orchestrator.adapter.mem0.base-url=http://127.0.0.1:" + server.getPort())) {
                Gateway gateway =
                        Gateway.ready(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));

                mem0.down.set(true);
                String stored = gateway.post(
                                "/v1/intents/turn-committed", turn(1, "My bees winter at dora@hive.example in Graz"))
                        .json()
                        .get("intentId")
                        .stringValue();
                gateway.awaitStatus(stored, "STORED", "ENRICHED");
                JsonNode answer = gateway.post(
                                "/v1/context",
                                "{\"userId\":\"dora\",\"query\":\"Where are the bees?\",\"deadlineMs\":3000}")
                        .json();
                assertThat(answer.get("items").toString()).contains("Graz");

                mem0.down.set(false);
                gateway.awaitStatus(stored, "ENRICHED");
                gateway.follow(
                        "/v1/intents/turn-committed",
                        turn(1, "My bees winter at dora@hive.example in Graz"),
                        "ENRICHED");
                gateway.follow("/v1/intents/turn-committed", turn(2, "They prefer linden blossom"), "ENRICHED");
                await().atMost(Duration.ofSeconds(20)).until(() -> mem0.adds.size() >= 2);
            }
        }
        assertThat(mem0.adds).hasSize(2).noneMatch(body -> body.contains("dora@hive"));
        assertThat(mem0.adds.getFirst()).contains("[EMAIL]").contains("turn_id");
    }

    private static String turn(int seq, String content) {
        return "{\"userId\":\"dora\",\"sessionId\":\"s1\",\"seq\":" + seq + ",\"role\":\"user\","
                + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + content + "\"}";
    }

    /** As much of the hosted platform as this needs: accepts, works, is done; or is down. */
    private static final class Platform extends Dispatcher {
        private final List<String> adds = new CopyOnWriteArrayList<>();
        private final AtomicBoolean down = new AtomicBoolean();

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            if (down.get()) {
                return new MockResponse.Builder().code(503).build();
            }
            String path = request.getUrl().encodedPath();
            if (path.equals("/v3/memories/add/")) {
                adds.add(request.getBody() == null ? "" : request.getBody().utf8());
                return json("{\"event_id\":\"e" + adds.size() + "\",\"status\":\"PENDING\"}");
            }
            if (path.startsWith("/v1/event/")) {
                String id = path.substring("/v1/event/".length()).replace("/", "");
                return json("{\"id\":\"" + id + "\",\"event_type\":\"ADD\",\"status\":\"SUCCEEDED\",\"results\":[]}");
            }
            if (path.equals("/v1/ping/")) {
                return json("{\"status\":\"ok\"}");
            }
            return json("{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}");
        }

        private static MockResponse json(String body) {
            return new MockResponse.Builder()
                    .code(200)
                    .setHeader("Content-Type", "application/json")
                    .body(body)
                    .build();
        }
    }
}
