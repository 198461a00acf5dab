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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An embedding endpoint and a provider that take a question and do not answer: the deadline holds and both are named. */
class StalledPartsIT {
    private static final Duration DEADLINE = Duration.ofMillis(1_500);
    private static final Duration SLACK = Duration.ofSeconds(5);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theDeadlineHoldsWhileEmbedderAndProviderDoNotAnswer() throws IOException {
        Endpoints endpoints = new Endpoints();
        try (MockWebServer server = new MockWebServer();
                LocalKafka broker = LocalKafka.start(
                        KafkaOptions.in(folder.resolve("broker")).thrownAway())) {
            server.setDispatcher(endpoints);
            server.start();
            String address = "http://127.0.0.1:" + server.getPort();
            try (var context = new SpringApplicationBuilder(MemoryOrchestratorApplication.class)
                    .run(
                            "--server.port=0",
                            "--management.server.port=0",
                            "--orchestrator.adapter.supabase.url="
                                    + LocalPostgres.forTests()
                                            .createDatabase("stalled_parts")
                                            .withPassword(),
                            "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                            "--orchestrator.embedding.provider=openai",
                            "--orchestrator.embedding.model=two",
                            "--orchestrator.embedding.dimensions=2",
                            "--orchestrator.embedding.base-url=" + address + "/embedder",
                            "--orchestrator.adapter.mem0.enabled=true",
                            "--orchestrator.adapter.mem0.api-key=m0-test",
                            "--orchestrator.adapter.mem0.breaker.open-for=1s",
                            "--orchestrator.adapter.mem0.allow-private-addresses=true",
                            "--orchestrator.adapter.mem0.base-url=" + address)) {
                Gateway gateway =
                        Gateway.ready(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
                gateway.follow("/v1/intents/turn-committed", """
                        {"userId": "finn", "sessionId": "s1", "seq": 1, "role": "user",
                         "occurredAt": "2026-02-03T04:05:06Z", "content": "My skates hang in the attic"}
                        """, "STORED", "ENRICHED");
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> ask(gateway, "Where are the skates?", 5_000)
                                .get("items")
                                .toString()
                                .contains("\"vectors\""));

                endpoints.stalled.set(true);
                long began = System.nanoTime();
                JsonNode answer = ask(gateway, "In which room are my skates now?", DEADLINE.toMillis());
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE.plus(SLACK));
                assertThat(answer.get("degraded").toString()).contains("vectors: deadline", "mem0: deadline");
                assertThat(answer.get("items").get(0).get("text").stringValue()).contains("attic");

                endpoints.stalled.set(false);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> ask(gateway, "In which room are my skates now?", 5_000)
                                .get("degraded")
                                .isEmpty());
            }
        }
    }

    private static JsonNode ask(Gateway gateway, String question, long deadlineMs) {
        return gateway.post(
                        "/v1/context",
                        "{\"userId\":\"finn\",\"query\":\"" + question + "\",\"deadlineMs\":" + deadlineMs + "}")
                .json();
    }

    /** An embedding endpoint and as much of the hosted platform as a question needs; or neither says a word. */
    private static final class Endpoints extends Dispatcher {
        private final AtomicBoolean stalled = new AtomicBoolean();
        private final JsonMapper mapper = JsonMapper.builder().build();

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String path = request.getUrl().encodedPath();
            String body = path.startsWith("/embedder/") ? vectors(request) : mem0(path);
            MockResponse.Builder answer = new MockResponse.Builder()
                    .code(200)
                    .setHeader("Content-Type", "application/json")
                    .body(body);
            return (stalled.get() ? answer.headersDelay(8, TimeUnit.SECONDS) : answer).build();
        }

        private String vectors(RecordedRequest request) {
            JsonNode question = mapper.readTree(
                    request.getBody() == null ? "{}" : request.getBody().utf8());
            List<String> vectors = new ArrayList<>();
            for (int i = 0; i < question.path("input").size(); i++) {
                vectors.add("{\"index\":" + i + ",\"embedding\":[0.6,0.8]}");
            }
            return "{\"data\":[" + String.join(",", vectors) + "]}";
        }

        private static String mem0(String path) {
            if (path.equals("/v3/memories/add/")) {
                return "{\"event_id\":\"e1\",\"status\":\"PENDING\"}";
            }
            if (path.startsWith("/v1/event/")) {
                return "{\"id\":\"e1\",\"event_type\":\"ADD\",\"status\":\"SUCCEEDED\",\"results\":[]}";
            }
            return "{\"status\":\"ok\",\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}";
        }
    }
}
