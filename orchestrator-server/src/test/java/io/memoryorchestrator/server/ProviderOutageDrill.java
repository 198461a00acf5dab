package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.adapter.mem0.scripted.Fault;
import io.memoryorchestrator.adapter.mem0.scripted.ScriptedMem0;
import io.memoryorchestrator.server.testing.Conversation;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OwnServer;
import io.memoryorchestrator.server.testing.ProviderProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ingest with a provider that answers and with one that is down, in turns and in one run; after each round the backlog has
 * to drain by itself. Run by hand on a machine that does nothing else, with {@code -Dit.test=ProviderOutageDrill}.
 *
 * <p>Under a load that the machine can take, both have to be the same. With as much as goes in, an outage may not slow it
 * down; it is faster then, as deliveries have their share of the same processors and are put off.
 */
class ProviderOutageDrill {
    private static final int ROUNDS = Integer.getInteger("drill.rounds", 5);
    /** Turns a second. */
    private static final int LOAD = Integer.getInteger("drill.load", 3_000);

    private static final int AS_MUCH_AS_GOES_IN = 1_000_000;
    /** The code that takes turns in is compiled while it runs, and is twice as fast after some ten thousand turns. */
    private static final int WARM_UPS = 4;

    private static final int SENDERS = 4;
    private static final int USERS_EACH = 10;
    private static final int TURNS_EACH = 800;
    private static final int BATCH = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final AtomicBoolean down = new AtomicBoolean();
    private int worth;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void ingestDoesNotNoticeAndTheBacklogDrains() throws Exception {
        try (ScriptedMem0 mem0 = ScriptedMem0.start();
                OwnServer server = OwnServer.start(
                        folder,
                        ProviderProperties.quick(
                                "oss",
                                mem0,
                                "orchestrator.embedding.stage=false",
                                "orchestrator.adapter.mem0.limits.adds-per-second=100"))) {
            mem0.script(request -> down.get() ? Fault.SERVER_ERROR : Fault.NONE);
            for (int round = 0; round < WARM_UPS; round++) {
                ingest(server, "w" + round, AS_MUCH_AS_GOES_IN);
                drain(mem0);
            }
            double underLoad = compare(server, mem0, "l", LOAD);
            double saturated = compare(server, mem0, "s", AS_MUCH_AS_GOES_IN);
            assertThat(server.gateway()
                            .get("/v1/ops/dead-letters")
                            .json()
                            .path("open")
                            .asInt())
                    .isZero();
            assertThat(underLoad).as("under load").isBetween(0.95, 1.05);
            assertThat(saturated).as("with as much as goes in").isGreaterThan(0.95);
        }
    }

    /** @return the rate with the provider down, as a share of that with it up */
    private double compare(OwnServer server, ScriptedMem0 mem0, String users, int load) throws Exception {
        List<Double> answering = new ArrayList<>();
        List<Double> away = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            // The one and the other first, in turns, so that what slows down over time hits both alike.
            boolean downFirst = round % 2 == 1;
            for (boolean now : List.of(downFirst, !downFirst)) {
                down.set(now);
                (now ? away : answering).add(ingest(server, users + round + (now ? "d" : "u"), load));
                down.set(false);
                drain(mem0);
            }
        }
        double ratio = median(away) / median(answering);
        System.out.printf(
                "offered %d turns/s: with the provider %.0f %s, with it down %.0f %s, ratio %.3f; %d delivered so far%n",
                load, median(answering), whole(answering), median(away), whole(away), ratio, worth);
        return ratio;
    }

    /** @return turns a second, from the first request until all are stored */
    private double ingest(OwnServer server, String round, int load) throws Exception {
        Gateway gateway = server.gateway();
        List<Conversation> conversations = IntStream.range(0, SENDERS)
                .mapToObj(sender -> Conversation.smallTalk(round + "-" + sender, USERS_EACH, TURNS_EACH))
                .toList();
        int turns = conversations.stream().mapToInt(Conversation::turns).sum();
        worth += turns - conversations.stream().mapToInt(Conversation::noise).sum();
        long start = System.nanoTime();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sent = new ArrayList<>();
            conversations.forEach(each -> sent.add(senders.submit(() -> send(gateway, each, start, load))));
            for (Future<?> each : sent) {
                each.get();
            }
        }
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> server.rows()
                        .of("select count(*) from memories.users u join memories.turns t using (user_id)"
                                + " where u.external_id like '" + round + "-%'")
                        .equals(List.of(Integer.toString(turns))));
        return turns * 1e9 / (System.nanoTime() - start);
    }

    /** Each batch when its time has come, or as soon as the one before it is through. */
    private static void send(Gateway gateway, Conversation conversation, long start, int load) {
        long due = start;
        for (String batch : conversation.batches(BATCH)) {
            LockSupport.parkNanos(due - System.nanoTime());
            assertThat(gateway.post("/v1/intents", batch).status()).isEqualTo(202);
            due += TimeUnit.SECONDS.toNanos(1) * BATCH * SENDERS / load;
        }
    }

    /** Until everything that is worth it has been delivered once. */
    private void drain(ScriptedMem0 mem0) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() ->
                        assertThat(mem0.addsByTurn().values()).hasSize(worth).containsOnly(1));
    }

    private static List<Long> whole(List<Double> rates) {
        return rates.stream().map(Math::round).toList();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
