package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.adapter.mem0.scripted.Fault;
import io.memoryorchestrator.adapter.mem0.scripted.FaultScript;
import io.memoryorchestrator.adapter.mem0.scripted.ScriptedMem0;
import io.memoryorchestrator.adapter.mem0.scripted.StoredMemory;
import io.memoryorchestrator.server.testing.Conversation;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OwnServer;
import io.memoryorchestrator.server.testing.ProviderProperties;
import io.memoryorchestrator.server.testing.Questions;
import io.memoryorchestrator.server.testing.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;

/**
 * A server that delivers to a Mem0 which fails in every passing way at random, and refuses two turns for good. What must
 * hold by the end is the same for a few turns in the build and for many by hand.
 */
final class ProviderChaos {
    private static final double SHARE_OF_FAULTS = 0.08;
    private static final Duration DEADLINE = Duration.ofMillis(500);
    /** On the way there and back, on a machine that does other things as well. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(250);

    private static final List<String> POISON =
            List.of("hive number 2 of garden 0 stands", "hive number 3 of garden 1 stands");

    private final String flavour;
    private final Conversation conversation;
    private final Duration patience;

    ProviderChaos(String flavour, Conversation conversation, Duration patience) {
        this.flavour = flavour;
        this.conversation = conversation;
        this.patience = patience;
    }

    void run(Path folder) throws Exception {
        long seed = Long.getLong("chaos.seed", System.nanoTime());
        System.out.println("chaos seed " + seed + " " + flavour);
        try (ScriptedMem0 mem0 = ScriptedMem0.start();
                OwnServer server = OwnServer.start(folder, ProviderProperties.quick(flavour, mem0))) {
            mem0.pollsUntilDone(1)
                    .script(FaultScript.random(seed, SHARE_OF_FAULTS, Fault.passing())
                            .refusing(POISON.getFirst())
                            .refusing(POISON.getLast()));
            Gateway gateway = server.gateway();
            Rows rows = server.rows();
            long start = System.nanoTime();
            try (Questions questions = Questions.keepAsking(gateway, "u0", DEADLINE)) {
                conversation
                        .batches(100)
                        .forEach(batch -> assertThat(
                                        gateway.post("/v1/intents", batch).status())
                                .isEqualTo(202));
                patiently().until(() -> count(rows, "select count(*) from memories.turns") == conversation.turns());
                Duration stored = Duration.ofNanos(System.nanoTime() - start);
                patiently().until(() -> settled(rows) == conversation.turns());
                report(seed, stored, Duration.ofNanos(System.nanoTime() - start), questions, mem0);
                assertThat(questions.p99()).isLessThan(DEADLINE.plus(ON_THE_WAY));
            }
            everyTurnArrivedOnce(mem0, rows, seed);
            deadLettersAreForPoisonOnly(gateway, rows);
            mem0.script(FaultScript.PEACE);
            onceMendedTheyArriveByReplay(gateway, mem0);
        }
    }

    private void everyTurnArrivedOnce(ScriptedMem0 mem0, Rows rows, long seed) {
        int worth = conversation.turns() - conversation.noise() - POISON.size();
        assertThat(mem0.addsByTurn().values())
                .as("how often each curated turn was accepted, seed %d", seed)
                .hasSize(worth)
                .containsOnly(1);
        assertThat(mem0.memories())
                .hasSize(worth)
                .extracting(StoredMemory::userId)
                .allMatch(id -> id.startsWith("default:u"));
        assertThat(count(rows, deliveries("state = 'SKIPPED'"))).isEqualTo(conversation.noise());
    }

    private static void deadLettersAreForPoisonOnly(Gateway gateway, Rows rows) {
        assertThat(count(rows, deliveries("state = 'FAILED' and reason = 'rejected'")))
                .isEqualTo(POISON.size());
        JsonNode letters = gateway.get("/v1/ops/dead-letters").json();
        assertThat(letters.path("open").asInt()).as(letters.toString()).isEqualTo(POISON.size());
        assertThat(letters.path("groups").get(0).path("reason").asString()).isEqualTo("refused_by_mem0");
    }

    private void onceMendedTheyArriveByReplay(Gateway gateway, ScriptedMem0 mem0) {
        assertThat(gateway.post("/v1/ops/dead-letters/replay", "{\"reason\":\"refused_by_mem0\"}")
                        .json()
                        .path("replayed")
                        .asInt())
                .isEqualTo(POISON.size());
        patiently()
                .untilAsserted(() -> assertThat(mem0.addsByTurn().values())
                        .hasSize(conversation.turns() - conversation.noise())
                        .containsOnly(1));
    }

    private void report(long seed, Duration stored, Duration all, Questions questions, ScriptedMem0 mem0) {
        System.out.printf(
                "chaos %s seed %d: %d turns stored after %d ms, settled after %d ms, %d faults played,"
                        + " fetchContext p99 %d ms of %d (deadline %d ms)%n",
                flavour,
                seed,
                conversation.turns(),
                stored.toMillis(),
                all.toMillis(),
                Fault.passing().stream().mapToLong(mem0::played).sum(),
                questions.p99().toMillis(),
                questions.asked(),
                DEADLINE.toMillis());
    }

    private static long settled(Rows rows) {
        return count(rows, deliveries("state in ('DELIVERED', 'SKIPPED', 'FAILED')"));
    }

    private static String deliveries(String which) {
        return "select count(*) from memories.deliveries where adapter = 'mem0' and " + which;
    }

    private static long count(Rows rows, String sql) {
        return Long.parseLong(rows.of(sql).getFirst());
    }

    private ConditionFactory patiently() {
        return await().atMost(patience).pollInterval(Duration.ofMillis(250));
    }
}
