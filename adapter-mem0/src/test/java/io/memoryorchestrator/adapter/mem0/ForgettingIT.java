package io.memoryorchestrator.adapter.mem0;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.adapter.mem0.Mem0Settings.Flavour;
import io.memoryorchestrator.adapter.mem0.scripted.Fault;
import io.memoryorchestrator.adapter.mem0.scripted.ScriptedMem0;
import io.memoryorchestrator.adapter.mem0.scripted.StoredMemory;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.AsyncStore.Settled;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ForgettingIT {
    private final ScriptedMem0 mem0 = ScriptedMem0.start();
    private final List<Mem0Adapter> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Mem0Adapter::close);
        mem0.close();
    }

    private Mem0Adapter adapter(Flavour flavour) {
        return adapter(TestSettings.of(flavour, mem0.url()));
    }

    private Mem0Adapter adapter(Mem0Settings settings) {
        var adapter = new Mem0Adapter(settings, Clock.systemUTC());
        open.add(adapter);
        return adapter;
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void forgettingAUserRemovesEverythingAndNothingElse(Flavour flavour) {
        Mem0Adapter adapter = adapter(flavour);
        mem0.pollsUntilDone(1);
        SessionRef other = SessionRef.of("t1", "bob", "s1");
        List<Turn> mine = Turns.some(Turns.ANNA, 4);
        settle(adapter, adapter.store(mine));
        settle(adapter, adapter.store(Turns.some(other, 2)));

        ForgetReceipt receipt = adapter.forget(new ForgetScope.OfUser(Turns.ANNA.user()));

        assertThat(receipt.complete()).isTrue();
        assertThat(receipt.removed()).containsEntry("memories", 4L);
        assertThat(mem0.memories()).extracting(StoredMemory::userId).containsOnly("t1:bob");
        assertThat(adapter.forget(new ForgetScope.OfUser(Turns.ANNA.user())))
                .isEqualTo(new ForgetReceipt(Map.of(), true));
        adapter.store(mine.subList(0, 1));
        assertThat(mem0.addsByTurn()).containsEntry(mine.getFirst().id().toString(), 2);
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void oneSessionOrOneTurnIsForgottenAlone(Flavour flavour) {
        Mem0Adapter adapter = adapter(flavour);
        SessionRef second = SessionRef.of("t1", "anna", "s2");
        List<Turn> turns = Turns.some(second, 3);
        settle(adapter, adapter.store(Turns.some(Turns.ANNA, 2)));
        settle(adapter, adapter.store(turns));

        adapter.forget(
                new ForgetScope.OfTurns(second.user(), Set.of(turns.getFirst().id())));
        assertThat(mem0.memories()).hasSize(4);
        adapter.forget(new ForgetScope.OfSession(Turns.ANNA));

        assertThat(mem0.memories())
                .extracting(memory -> memory.field("session_id"))
                .containsExactly("s2", "s2");
    }

    @Test
    void aKeyThatMayNotDeleteInBulkDeletesOneByOneAndKeepsTheCircuitClosed() {
        mem0.adminKey(false);
        Mem0Adapter adapter = adapter(Flavour.OSS);
        adapter.store(Turns.some(Turns.ANNA, 3));

        assertThat(adapter.forget(new ForgetScope.OfUser(Turns.ANNA.user())).removed())
                .containsEntry("memories", 3L);
        assertThat(mem0.memories()).isEmpty();
        assertThat(adapter.circuit().reason()).isNull();
    }

    @Test
    void anUnfinishedAddMakesForgettingIncomplete() {
        mem0.pollsUntilDone(1_000);
        Mem0Adapter adapter = adapter(TestSettings.of(Flavour.PLATFORM, mem0.url())
                .withTimeouts(new Mem0Settings.Timeouts(
                        TestSettings.ms(500),
                        TestSettings.ms(400),
                        TestSettings.ms(400),
                        TestSettings.ms(400),
                        TestSettings.ms(100))));
        adapter.store(Turns.some(Turns.ANNA, 1));

        assertThat(adapter.forget(new ForgetScope.OfUser(Turns.ANNA.user())).complete())
                .isFalse();
    }

    @Test
    void anAddThatEndsMeanwhileIsWaitedForAndForgotten() {
        mem0.pollsUntilDone(20);
        Mem0Adapter adapter = adapter(Flavour.PLATFORM);
        List<TurnReceipt> receipts = adapter.store(Turns.some(Turns.ANNA, 1));

        Thread.ofVirtual().start(() -> settle(adapter, receipts));
        ForgetReceipt receipt = adapter.forget(new ForgetScope.OfSession(Turns.ANNA));

        assertThat(receipt.complete()).isTrue();
        assertThat(mem0.memories()).isEmpty();
        assertThat(adapter.poll(Objects.requireNonNull(receipts.getFirst().reference()))
                        .state())
                .isEqualTo(Settled.State.DONE);
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void whatWasForgottenIsNotFoundAnyMore(Flavour flavour) {
        Mem0Adapter adapter = adapter(flavour);
        Turn turn = Turns.user(1, "I moved to Lisbon");
        settle(adapter, adapter.store(List.of(turn)));
        assertThat(adapter.find(TurnKey.of(turn))).isPresent();

        adapter.forget(new ForgetScope.OfUser(turn.user()));

        assertThat(adapter.find(TurnKey.of(turn))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void faultsDuringForgettingLeaveNothingBehind(Flavour flavour) {
        Mem0Adapter adapter = adapter(flavour);
        settle(adapter, adapter.store(Turns.some(Turns.ANNA, 3)));
        Queue<Fault> faults = new ConcurrentLinkedQueue<>(List.of(
                Fault.SERVER_ERROR,
                Fault.NONE,
                Fault.CUT,
                Fault.NONE,
                Fault.HTML,
                Fault.ERROR_AFTER_DOING,
                Fault.NONE,
                Fault.UNAVAILABLE));
        mem0.script(request -> Objects.requireNonNullElse(faults.poll(), Fault.NONE));

        assertThat(adapter.forget(new ForgetScope.OfUser(Turns.ANNA.user())).complete())
                .isTrue();
        assertThat(mem0.memories()).isEmpty();
    }

    private static void settle(Mem0Adapter adapter, List<TurnReceipt> receipts) {
        for (TurnReceipt receipt : receipts) {
            String reference = receipt.reference();
            while (reference != null && adapter.poll(reference).state() == Settled.State.WORKING) {
                Thread.onSpinWait();
            }
        }
    }
}
