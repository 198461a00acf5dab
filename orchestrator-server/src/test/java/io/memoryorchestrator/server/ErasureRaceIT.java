package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.local.kafka.KafkaOptions;
import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.redis.LocalRedis;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.RawRedis;
import io.memoryorchestrator.server.testing.RawTopics;
import io.memoryorchestrator.server.testing.Rows;
import io.memoryorchestrator.server.testing.Shelf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * A user is erased while a thousand turns of that user are on their way, and a provider that has some of them is down.
 * Afterwards a word that stood in each of them is searched for in every table, every topic, the shared cache and the provider,
 * and again after all consumer groups have begun anew.
 */
class ErasureRaceIT {
    private static final String CANARY = "zaunkoenig";
    private static final String ERASED = "user-" + CANARY;
    private static final String LETTERS = "/v1/ops/dead-letters";
    private static final int IN_FLIGHT = 1_000;
    private static final int AT_ONCE = 20;
    private static final Duration LONG = Duration.ofSeconds(90);

    private final Shelf shelf = new Shelf();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void nothingIsLeftAnywhereAndAReplayOfAllTopicsBringsNothingBack() throws Exception {
        String database =
                LocalPostgres.forTests().createDatabase("erasure_race").withPassword();
        Rows rows = new Rows(database);
        try (LocalKafka broker = LocalKafka.start(
                        KafkaOptions.in(folder.resolve("broker")).thrownAway());
                LocalRedis redis = LocalRedis.start()) {
            RawTopics topics = new RawTopics(broker.bootstrapServers());
            RawRedis cached = new RawRedis(redis.url());
            try (ConfigurableApplicationContext context = start(database, broker, redis)) {
                Gateway gateway = gateway(context);
                send(gateway, 0, 200);
                send(gateway, "bystander", 0, 40);
                await().atMost(LONG).until(() -> shelf.holds(CANARY));
                await().atMost(LONG).until(() -> {
                    context(gateway, 0);
                    return cached.holds(CANARY);
                });
                topics.produce("memory.turn-committed.v1", "default:" + ERASED + ":s", "{\"content\":\"" + CANARY);
                topics.produce("memory.turn-committed.v1", "default:bystander:s", "{\"content\":\"a letter that stays");
                await().atMost(LONG).until(() -> topics.countOf("memory.turn-committed.v1.dead") == 2);
                gateway.post(LETTERS + "/discard", """
                        {"ids": ["memory.turn-committed.v1.dead-0@1"], "because": "seen"}""");
                List<ConsumerRecord<String, byte[]>> captured = topics.everything();
                shelf.goDown();

                String erasure = eraseInTheMiddle(gateway);
                await().atMost(LONG)
                        .until(() ->
                                gateway.get("/v1/erasures/" + erasure).body().contains("shelf is down"));
                assertThat(status(gateway, erasure)).isEqualTo("PENDING");
                shelf.comeBack();
                await().atMost(LONG).until(() -> status(gateway, erasure).equals("DONE"));

                captured.stream()
                        .filter(record -> record.topic().equals("memory.turn-committed.v1"))
                        .filter(record -> RawTopics.holds(record, CANARY))
                        .limit(50)
                        .forEach(topics::produceAgain);
                await().atMost(LONG).until(() -> topics.holding(CANARY).isEmpty());
                assertNothingIsLeft(rows, topics, cached, gateway);
                assertThat(topics.countOf("memory.turn-committed.v1.dead")).isOne();
                JsonNode letters = gateway.get(LETTERS).json();
                assertThat(letters.path("open").asInt())
                        .as("letters to look at")
                        .isZero();
                assertThat(letters.at("/groups/0/handled/DISCARDED").asInt())
                        .as("what was done about the one that was moved")
                        .isOne();
            }
            // Until the broker has seen that all readers are gone.
            await().atMost(LONG).ignoreExceptions().untilAsserted(topics::rewindAllGroups);
            try (ConfigurableApplicationContext context = start(database, broker, redis)) {
                Gateway gateway = gateway(context);
                send(gateway, "bystander", 40, 60);
                await().atMost(LONG)
                        .until(() -> rows.of("select count(*) from memories.turns t join memories.users u"
                                        + " using (user_id) where external_id = 'bystander'")
                                .equals(List.of("60")));
                assertNothingIsLeft(rows, topics, cached, gateway);
            }
        }
    }

    private static String eraseInTheMiddle(Gateway gateway) throws Exception {
        List<Callable<Integer>> senders = IntStream.range(0, IN_FLIGHT / AT_ONCE)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    send(gateway, 1_000 + i * AT_ONCE, 1_000 + (i + 1) * AT_ONCE);
                    return i;
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> sent = new ArrayList<>();
            senders.forEach(sender -> sent.add(threads.submit(sender)));
            sent.get(senders.size() / 3).get();
            String erasure = gateway.send("DELETE", "/v1/users/" + ERASED, null)
                    .json()
                    .get("erasureId")
                    .stringValue();
            assertThat(sent).as("senders at work when it was asked").anyMatch(each -> !each.isDone());
            for (Future<Integer> each : sent) {
                each.get();
            }
            return erasure;
        }
    }

    private void assertNothingIsLeft(Rows rows, RawTopics topics, RawRedis cached, Gateway gateway) {
        assertThat(rows.everything()).as("rows").noneMatch(row -> row.contains(CANARY));
        assertThat(topics.holding(CANARY)).as("records").isEmpty();
        assertThat(shelf.holds(CANARY)).as("the provider").isFalse();
        assertThat(cached.everything()).as("the shared cache").noneMatch(text -> text.contains(CANARY));
        for (int session = 0; session < 20; session++) {
            assertThat(context(gateway, session).get("items"))
                    .as("what is fetched, from the cache too")
                    .isEmpty();
        }
        assertThat(cached.everything()).as("the shared cache after it").noneMatch(text -> text.contains(CANARY));
        assertThat(rows.of("select count(*) from memories.turns t join memories.users u using (user_id)"
                        + " where external_id = 'bystander'"))
                .isNotEqualTo(List.of("0"));
    }

    /** What the erased user is told in one of the twenty sessions. */
    private static JsonNode context(Gateway gateway, int session) {
        return gateway.post(
                        "/v1/context",
                        "{\"userId\":\"" + ERASED + "\",\"sessionId\":\"s" + session + "\",\"query\":\"" + CANARY
                                + "\",\"deadlineMs\":5000}")
                .json();
    }

    private ConfigurableApplicationContext start(String database, LocalKafka broker, LocalRedis redis) {
        return new SpringApplicationBuilder(MemoryOrchestratorApplication.class)
                .initializers(context -> Shelf.register(context, shelf))
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--orchestrator.adapter.supabase.url=" + database,
                        "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                        "--orchestrator.adapter.cache.redis-url=" + redis.url(),
                        // One partition, so that the dead letters of both users lie in the same.
                        "--orchestrator.queue.partitions=1",
                        "--orchestrator.adapter.shelf.enabled=true",
                        "--orchestrator.erasure.grace=1s");
    }

    private static Gateway gateway(ConfigurableApplicationContext context) {
        return Gateway.ready(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private static String status(Gateway gateway, String erasure) {
        return gateway.get("/v1/erasures/" + erasure).json().get("status").stringValue();
    }

    private static void send(Gateway gateway, int from, int to) {
        send(gateway, ERASED, from, to);
    }

    /** Turns of a user, in envelopes, over twenty sessions; the words are the erased user's only for that user. */
    private static void send(Gateway gateway, String user, int from, int to) {
        String word = user.equals(ERASED) ? CANARY : "meisen";
        String opaque = Integer.toHexString(user.hashCode()) + "-";
        String body = IntStream.range(from, to)
                .mapToObj(i -> "{\"type\":\"onTurnCommitted\",\"id\":\"" + opaque + i + "\",\"data\":{\"userId\":\""
                        + user + "\",\"sessionId\":\"s" + i % 20 + "\",\"seq\":" + i + ",\"role\":\"user\","
                        + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + word + " number " + i + "\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        // A busy broker may answer too late; the same ids may be sent again, as a client would.
        await().atMost(LONG).until(() -> gateway.post("/v1/intents", body).status() == 202);
    }
}
