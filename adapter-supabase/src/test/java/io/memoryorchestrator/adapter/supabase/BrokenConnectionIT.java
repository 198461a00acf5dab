package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.CommitOutcome;
import io.memoryorchestrator.api.canonical.IntentCommit;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Turn;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BrokenConnectionIT {
    private static final int BATCHES = 30;
    private static final int INTENTS = 5;
    private static final int TURNS_EACH = 4;

    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.open("broken_connection");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void aConnectionCutAnywhereLeavesAllOfABatchOrNothingAndTheBatchPassesLater() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int cut = 0;
        try (CuttingProxy proxy = new CuttingProxy(store.url());
                SupabaseAdapter adapter =
                        new SupabaseAdapter(TestStore.settings(proxy.url()).withPoolSize(1))) {
            adapter.prepare();
            for (int batch = 0; batch < BATCHES; batch++) {
                List<IntentCommit> intents = batch(batch);
                if (batch % 2 == 0) {
                    proxy.cutOnTheWayThere(random.nextInt(9_000));
                } else {
                    proxy.cutOnTheWayBack(random.nextInt(900));
                }
                cut += commitsOrIsUnavailable(adapter, intents) ? 0 : 1;
                proxy.heal();

                assertThat(storedOf(batch))
                        .as("turns and settled intents of batch %d after the cut, seed %d", batch, seed)
                        .isIn(List.of(0L, 0L), List.of((long) INTENTS * TURNS_EACH, (long) INTENTS));
                await().atMost(Duration.ofSeconds(20)).until(() -> commitsOrIsUnavailable(adapter, intents));
                assertThat(storedOf(batch)).isEqualTo(List.of((long) INTENTS * TURNS_EACH, (long) INTENTS));
            }
        }
        assertThat(cut).as("commits that were cut").isGreaterThan(BATCHES / 3);
    }

    @Test
    void tooManyConnectionsAreOverloadAndThenPass() {
        Turn turn = turn(session("crowd", "s"), 1, "waits for a connection");
        SupabaseSettings settings =
                TestStore.settings(store.url()).withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(8));
        try (SupabaseAdapter adapter = new SupabaseAdapter(settings)) {
            store.execute("alter database broken_connection connection limit 0");
            try {
                assertThatThrownBy(() -> adapter.store(List.of(turn)))
                        .isInstanceOfSatisfying(
                                AdapterException.class,
                                e -> assertThat(e.kind()).isEqualTo(FailureKind.OVERLOADED))
                        .hasMessageContaining("53300");
            } finally {
                store.execute("alter database broken_connection connection limit -1");
            }
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
                adapter.store(List.of(turn));
                assertThat(adapter.recent(turn.session(), 1)).containsExactly(turn);
            });
        }
    }

    /** A fail-over makes the old primary read-only under connections that are open already. */
    @Test
    void aFailoverToAReadOnlyServerIsUnavailableUntilItIsOver() {
        Turn before = turn(session("failover", "s"), 1, "before");
        Turn after = turn(session("failover", "s"), 2, "after");
        try (SupabaseAdapter adapter =
                new SupabaseAdapter(TestStore.settings(store.url()).withPoolSize(1))) {
            adapter.store(List.of(before));
            store.execute("alter role memory_app in database broken_connection set default_transaction_read_only = on;"
                    + " select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = 'broken_connection' and usename = 'memory_app'");
            try {
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThatThrownBy(() -> adapter.store(List.of(after)))
                                .isInstanceOfSatisfying(
                                        AdapterException.class,
                                        e -> assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE))
                                .hasMessageContaining("25006"));
                assertThat(adapter.recent(before.session(), 5)).containsExactly(before);
            } finally {
                store.execute("alter role memory_app in database broken_connection reset default_transaction_read_only;"
                        + " select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = 'broken_connection' and usename = 'memory_app'");
            }
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
                adapter.store(List.of(after));
                assertThat(adapter.recent(before.session(), 5)).hasSize(2);
            });
        }
    }

    private static boolean commitsOrIsUnavailable(SupabaseAdapter adapter, List<IntentCommit> intents) {
        try {
            List<CommitOutcome> outcomes = adapter.commit(intents);
            assertThat(outcomes).hasSize(INTENTS);
            return true;
        } catch (AdapterException e) {
            assertThat(e.kind().retryable()).as(e.getMessage()).isTrue();
            return false;
        }
    }

    private static List<IntentCommit> batch(int number) {
        return IntStream.range(0, INTENTS)
                .mapToObj(i -> TestStore.intent(
                        "cut-" + number + "-" + i,
                        IntStream.range(0, TURNS_EACH)
                                .mapToObj(at -> turn(session("cut-" + number, "s" + i), at, "turn " + at + " of " + i))
                                .toArray(Turn[]::new)))
                .toList();
    }

    private static List<Long> storedOf(int batch) {
        return List.of(
                store.number("select count(*) from memories.turns t join memories.users u using (user_id)"
                        + " where u.external_id = 'cut-" + batch + "'"),
                store.number("select count(*) from memories.intents where intent_id like 'cut-" + batch
                        + "-%' and status = 'STORED'"));
    }
}
