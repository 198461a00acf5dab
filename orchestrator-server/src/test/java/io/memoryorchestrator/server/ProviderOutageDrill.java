package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.adapter.mem0.scripted.Fault;
import io.memoryorchestrator.adapter.mem0.scripted.ScriptedMem0;
import io.memoryorchestrator.server.testing.Conversation;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OwnServer;
import io.memoryorchestrator.server.testing.ProviderProperties;
import io.memoryorchestrator.server.testing.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ingest with a provider that answers and with one that is down, in turns and in one run. Run by hand on a machine that does
 * nothing else, with {@code -Dit.test=ProviderOutageDrill}.
 */
class ProviderOutageDrill {
    private static final int ROUNDS = Integer.getInteger("drill.rounds", 10);
    /** The code that takes turns in is compiled while it runs, and is twice as fast after some thousand turns. */
    private static final int WARM_UPS = 6;

    private static final int USERS = 40;
    private static final int TURNS_EACH = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void ingestDoesNotNoticeAndTheBacklogDrains() {
        var down = new AtomicBoolean();
        try (ScriptedMem0 mem0 = ScriptedMem0.start();
                OwnServer server = OwnServer.start(
                        folder,
                        ProviderProperties.quick(
                                "oss",
                                mem0,
                                "orchestrator.embedding.stage=false",
                                "orchestrator.adapter.mem0.limits.adds-per-second=100"))) {
            mem0.script(request -> down.get() ? Fault.SERVER_ERROR : Fault.NONE);
            Gateway gateway = server.gateway();
            for (int round = 0; round < WARM_UPS; round++) {
                ingest(server, gateway, "w" + round);
            }
            List<Double> answering = new ArrayList<>();
            List<Double> away = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                // The one and the other first, in turns, so that what slows down over time hits both alike.
                boolean downFirst = round % 2 == 1;
                for (boolean now : List.of(downFirst, !downFirst)) {
                    down.set(now);
                    (now ? away : answering).add(ingest(server, gateway, "r" + round + (now ? "d" : "u")));
                }
            }
            down.set(false);
            long recovered = System.nanoTime();
            int worth = (ROUNDS * 2 + WARM_UPS)
                    * (conversation("").turns() - conversation("").noise());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(mem0.addsByTurn().values())
                            .hasSize(worth)
                            .containsOnly(1));
            double ratio = median(away) / median(answering);
            System.out.printf(
                    "ingest with the provider %.0f turns/s, with it down %.0f turns/s, ratio %.3f;"
                            + " %d turns drained within %d s of its recovery%n",
                    median(answering),
                    median(away),
                    ratio,
                    worth,
                    Duration.ofNanos(System.nanoTime() - recovered).toSeconds());
            System.out.println("with " + answering + ", down " + away);
            assertThat(gateway.get("/v1/ops/dead-letters").json().path("open").asInt())
                    .isZero();
            assertThat(ratio).isBetween(0.95, 1.05);
        }
    }

    /** @return turns a second, from the first request until all are stored */
    private static double ingest(OwnServer server, Gateway gateway, String users) {
        Rows rows = server.rows();
        long before = stored(rows);
        Conversation conversation = conversation(users);
        long start = System.nanoTime();
        conversation.batches(100).forEach(batch -> gateway.post("/v1/intents", batch));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> stored(rows) == before + conversation.turns());
        return conversation.turns() * 1e9 / (System.nanoTime() - start);
    }

    private static Conversation conversation(String users) {
        return new Conversation(users, USERS, TURNS_EACH);
    }

    private static long stored(Rows rows) {
        return Long.parseLong(rows.of("select count(*) from memories.turns").getFirst());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
