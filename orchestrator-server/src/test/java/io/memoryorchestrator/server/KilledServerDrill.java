package io.memoryorchestrator.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.local.kafka.KafkaOptions;
import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.server.testing.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server as a process of its own, killed while it works. Run by hand, with {@code -Dit.test=KilledServerDrill}: it
 * takes both cores of a small machine for half a minute.
 */
class KilledServerDrill {
    private static final int SESSIONS = 20;
    private static final int TURNS_EACH = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder = Path.of("");

    private final String run = "run-" + UUID.randomUUID();
    private final String url =
            LocalPostgres.forTests().createDatabase("killed_server").withPassword();
    private final Rows rows = new Rows(url);
    private @Nullable LocalKafka broker;
    private @Nullable Process server;

    @BeforeEach
    void aBrokerOfItsOwn() {
        // Servers of other tests live on in this JVM, and would take part of the load from the shared broker.
        broker = LocalKafka.start(KafkaOptions.in(folder.resolve("broker")).thrownAway());
    }

    @AfterEach
    void noProcessIsLeft() {
        if (server != null) {
            server.destroyForcibly();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void killedInTheMiddleOfALoadItLosesAndDoublesNothingAndKeepsTheOrder() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String bootstrap = requireNonNull(broker).bootstrapServers();
        Process running = start(bootstrap);
        await().atMost(PATIENCE).until(this::saysReady);
        produce(bootstrap);

        for (int kill = 0; kill < 2; kill++) {
            long before = stored().size();
            long until = before + 200 + random.nextInt(1_000);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> stored().size() >= until);
            running.destroyForcibly().onExit().join();
            running = start(bootstrap);
        }
        await().atMost(PATIENCE).until(() -> stored().size() >= SESSIONS * TURNS_EACH);

        List<String> expected = IntStream.range(0, SESSIONS)
                .boxed()
                .flatMap(session -> IntStream.range(0, TURNS_EACH).mapToObj(seq -> "s" + session + "/" + seq))
                .toList();
        assertThat(stored()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        for (int session = 0; session < SESSIONS; session++) {
            assertThat(storedOrder("s" + session)).isSorted();
        }
    }

    /** Topics are there then, and a producer that asks for one while it is being made may wait for minutes. */
    private boolean saysReady() throws IOException {
        return Files.readString(log()).contains("Ready:");
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    private List<String> stored() {
        return rows.of("""
                select t.session_id || '/' || t.position
                from memories.turns t
                join memories.users u using (user_id)
                where u.external_id = ?
                """, run);
    }

    /** Places in the order of their commit. */
    private List<Integer> storedOrder(String session) {
        return rows.of("""
                        select t.position::text
                        from memories.turns t
                        join memories.users u using (user_id)
                        where u.external_id = ? and t.session_id = ?
                        order by t.stored_at, t.position
                        """, run, session).stream().map(Integer::valueOf).toList();
    }

    private void produce(String bootstrap) {
        // On a topic made a moment ago, a second batch in flight can overtake the first: refused for minutes.
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "max.in.flight.requests.per.connection", 1);
        try (var producer =
                new KafkaProducer<String, byte[]>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int seq = 0; seq < TURNS_EACH; seq++) {
                for (int session = 0; session < SESSIONS; session++) {
                    producer.send(new ProducerRecord<>(
                            "memory.turn-committed.v1", "default:" + run + ":s" + session, turn(session, seq)));
                }
            }
        }
    }

    private Process start(String bootstrap) throws IOException {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryOrchestratorApplication.class.getName(),
                        "--server.port=0",
                        "--management.server.port=0",
                        "--orchestrator.embedding.stage=false",
                        "--spring.kafka.consumer.max-poll-records=50",
                        "--spring.kafka.consumer.properties.session.timeout.ms=6000",
                        "--orchestrator.adapter.supabase.url=" + url,
                        "--spring.kafka.bootstrap-servers=" + bootstrap)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        return server;
    }

    private byte[] turn(int session, int seq) {
        return ("{\"userId\":\"" + run + "\",\"sessionId\":\"s" + session + "\",\"seq\":" + seq
                        + ",\"role\":\"user\",\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"line " + seq
                        + " of session " + session + "\"}")
                .getBytes(UTF_8);
    }
}
