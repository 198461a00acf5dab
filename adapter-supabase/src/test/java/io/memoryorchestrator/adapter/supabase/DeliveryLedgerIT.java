package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.DeliveryLedger;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Claim;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeliveryLedgerIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    private static TestStore store;
    private static DeliveryLedger ledger;

    @BeforeAll
    static void open() {
        store = TestStore.open("delivery_ledger_it");
        ledger = store.adapter().deliveries();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void theNewestWordOnADeliveryCountsAndForgottenTurnsAreDropped() {
        Turn turn = turn(session("deliveries", "s"), 1, "x");
        TurnKey gone = new TurnKey(user("deliveries"), UUID.randomUUID());
        store.adapter().store(List.of(turn));

        Set<TurnKey> forgotten = ledger.record(
                "mem0",
                List.of(
                        new Delivery(TurnKey.of(turn), Delivery.State.IN_DOUBT, null, null),
                        new Delivery(gone, Delivery.State.DELIVERED, "r", null),
                        new Delivery(TurnKey.of(turn), Delivery.State.FAILED, "job-1", "too_large")));

        assertThat(forgotten).containsExactly(gone);
        assertThat(ledger.find("mem0", List.of(TurnKey.of(turn), gone)))
                .containsOnlyKeys(TurnKey.of(turn))
                .containsValue(new Delivery(TurnKey.of(turn), Delivery.State.FAILED, "job-1", "too_large"));
        assertThat(ledger.find("cache", List.of(TurnKey.of(turn)))).isEmpty();
        assertThat(ledger.find("mem0", List.of())).isEmpty();
    }

    @Test
    void aPendingDeliveryIsLookedAfterByOneProcessAtATime() {
        Turn turn = turn(session("pending", "s"), 1, "x");
        store.adapter().store(List.of(turn));
        deliver("looked-after", turn, Delivery.State.PENDING);

        assertThat(ledger.claimPending("looked-after", 10, Duration.ofMinutes(1)))
                .extracting(Delivery::turn)
                .containsExactly(TurnKey.of(turn));
        assertThat(ledger.claimPending("looked-after", 10, Duration.ofMinutes(1)))
                .isEmpty();
        deliver("looked-after", turn, Delivery.State.PENDING);
        assertThat(ledger.claimPending("looked-after", 10, Duration.ofMinutes(1)))
                .hasSize(1);
    }

    @Test
    void aTurnIsSentByOneAtATimeAndAskedAfterByWhoeverIsNext() {
        Turn turn = turn(session("claimed", "s"), 1, "x");
        TurnKey key = TurnKey.of(turn);
        store.adapter().store(List.of(turn));

        assertThat(ledger.claim("claiming", key, LONG)).isEqualTo(Claim.FRESH);
        assertThat(ledger.claim("claiming", key, LONG)).isEqualTo(Claim.HELD);
        assertThat(ledger.claim("another", key, LONG)).isEqualTo(Claim.FRESH);

        deliver("claiming", turn, Delivery.State.FAILED);
        assertThat(ledger.claim("claiming", key, LONG)).isEqualTo(Claim.IN_DOUBT);
        deliver("claiming", turn, Delivery.State.DELIVERED);
        assertThat(ledger.claim("claiming", key, LONG)).isEqualTo(Claim.SETTLED);
    }

    @Test
    void aClaimIsTakenOverWhenItsLeaseIsOver() {
        Turn turn = turn(session("left", "s"), 1, "x");
        store.adapter().store(List.of(turn));
        ledger.claim("leaving", TurnKey.of(turn), Duration.ofMillis(100));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> ledger.claim("leaving", TurnKey.of(turn), LONG) == Claim.IN_DOUBT);
        assertThat(ledger.claim("leaving", TurnKey.of(turn), LONG)).isEqualTo(Claim.HELD);
    }

    @Test
    void ofManyWhoClaimATurnAtTheSameTimeOneGetsIt() {
        Turn turn = turn(session("contended", "s"), 1, "x");
        store.adapter().store(List.of(turn));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Claim>> claims = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> ledger.claim("contending", TurnKey.of(turn), LONG), threads))
                    .limit(20)
                    .toList();

            assertThat(claims.stream().map(CompletableFuture::join))
                    .containsOnlyOnce(Claim.FRESH)
                    .containsOnly(Claim.FRESH, Claim.HELD);
        }
    }

    @Test
    void aTurnThatIsNotThereCannotBeClaimed() {
        TurnKey gone = new TurnKey(user("claimed"), UUID.randomUUID());

        assertThat(ledger.claim("claiming", gone, LONG)).isEqualTo(Claim.FORGOTTEN);
    }

    private static void deliver(String adapter, Turn turn, Delivery.State state) {
        ledger.record(adapter, List.of(new Delivery(TurnKey.of(turn), state, null, null)));
    }
}
