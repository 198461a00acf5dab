package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.local.kafka.KafkaOptions;
import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.redis.LocalRedis;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Two servers over one database, one broker and one Redis: what one stores the other tells, with Redis and without. */
class TwoServersOneRedisIT {
    private static final List<String> QUESTIONS =
            List.of("What does the ferry carry?", "Where do we moor?", "ferry 3", "Who steers?");
    private static final Duration SOON = Duration.ofSeconds(1);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aTurnStoredInOneIsInTheOthersContextWithinASecondAndLosingRedisChangesLatencyOnly() {
        String database = LocalPostgres.forTests().createDatabase("two_servers").withPassword();
        try (LocalKafka broker = LocalKafka.start(
                        KafkaOptions.in(folder.resolve("broker")).thrownAway());
                LocalRedis redis = LocalRedis.start();
                var first = start(database, broker, redis);
                var second = start(database, broker, redis)) {
            Gateway a = gateway(first);
            Gateway b = gateway(second);

            List<Duration> seen = new ArrayList<>();
            for (int i = 1; i <= 8; i++) {
                recent(b);
                seen.add(storedInOneUntilSeenInTheOther(a, b, "The ferry carries load " + i, i));
            }
            // A vector that came in between would change the order of what is found.
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> new Rows(database)
                            .of("select count(*) from memories.turn_embeddings")
                            .equals(List.of("8")));
            List<List<String>> before =
                    QUESTIONS.stream().map(question -> texts(ask(b, question))).toList();
            String tail = recent(b).get("block").stringValue();

            redis.kill();
            List<List<String>> after =
                    QUESTIONS.stream().map(question -> texts(ask(b, question))).toList();
            assertThat(after).isEqualTo(before);
            assertThat(items(recent(b))).isEqualTo(8);
            assertThat(tail).contains("load 8");
            seen.add(storedInOneUntilSeenInTheOther(a, b, "The ferry carries load 9, without Redis", 9));
            seen.add(storedInOneUntilSeenInTheOther(b, a, "The ferry carries load 10, without Redis", 10));

            // One of them may meet a pause of the machine.
            seen.remove(Collections.max(seen));
            assertThat(seen).as("from stored in one to seen in the other").allMatch(took -> took.compareTo(SOON) < 0);
        }
    }

    private static Duration storedInOneUntilSeenInTheOther(Gateway one, Gateway other, String content, int seq) {
        one.follow(
                "/v1/intents/turn-committed",
                "{\"userId\":\"mate\",\"sessionId\":\"s1\",\"seq\":" + seq + ",\"role\":\"user\","
                        + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + content + "\"}",
                "STORED",
                "ENRICHED");
        long stored = System.nanoTime();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> recent(other).get("items").toString().contains(content));
        return Duration.ofNanos(System.nanoTime() - stored);
    }

    private static JsonNode recent(Gateway gateway) {
        return gateway.post("/v1/context", "{\"userId\":\"mate\",\"sessionId\":\"s1\",\"deadlineMs\":5000}")
                .json();
    }

    private static JsonNode ask(Gateway gateway, String question) {
        return gateway.post(
                        "/v1/context",
                        "{\"userId\":\"mate\",\"sessionId\":\"s1\",\"deadlineMs\":5000,\"query\":\"" + question + "\"}")
                .json();
    }

    private static List<String> texts(JsonNode context) {
        return context.get("items")
                .valueStream()
                .map(item -> item.get("turnId") + " " + item.get("text"))
                .toList();
    }

    private static int items(JsonNode context) {
        return context.get("items").size();
    }

    private static Gateway gateway(ConfigurableApplicationContext context) {
        Gateway gateway =
                Gateway.ready(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> gateway.get("/v1/ops/adapters").body().contains("shared through Redis"));
        return gateway;
    }

    private static ConfigurableApplicationContext start(String database, LocalKafka broker, LocalRedis redis) {
        return new SpringApplicationBuilder(MemoryOrchestratorApplication.class)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--orchestrator.adapter.supabase.url=" + database,
                        "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                        "--orchestrator.adapter.cache.redis-url=" + redis.url());
    }
}
