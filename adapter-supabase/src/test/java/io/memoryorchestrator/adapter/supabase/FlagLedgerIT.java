package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.canonical.FlagLedger;
import io.memoryorchestrator.api.canonical.FlagLedger.Change;
import io.memoryorchestrator.api.canonical.FlagLedger.Decision;
import io.memoryorchestrator.api.canonical.FlagLedger.Setting;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlagLedgerIT {
    private static final String MEM0 = "mem0";

    private TestStore store;
    private FlagLedger flags;

    @BeforeEach
    void open() {
        store = TestStore.open("flags_it");
        flags = store.adapter().flags();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void beforeTheFirstChangeThereIsNothing() {
        assertThat(flags.version()).isZero();
        assertThat(flags.read()).isEqualTo(new FlagLedger.Rules(0, List.of()));
        assertThat(flags.history(null, 10)).isEmpty();
    }

    @Test
    void theNewestChangeIsTheRuleAndAllOfThemAreTheHistory() {
        flags.set(all(MEM0, true, 100), "ada", "begin");
        Change acme = flags.set(new Setting(MEM0, "acme", true, 25), "ada", "try it on a quarter");
        Change off = flags.set(all(MEM0, false, 100), "grace", "it is down");
        Change cache = flags.set(all("cache", false, 100), "grace", "measure without");

        assertThat(flags.version()).isEqualTo(4);
        assertThat(flags.read().version()).isEqualTo(4);
        assertThat(flags.read().rules()).containsExactlyInAnyOrder(acme, off, cache);
        assertThat(flags.history(MEM0, 10)).extracting(Change::version).containsExactly(3L, 2L, 1L);
        assertThat(flags.history(null, 2)).containsExactly(cache, off);
        assertThat(off.by()).isEqualTo("grace");
        assertThat(off.reason()).isEqualTo("it is down");
    }

    @Test
    void changesMadeAtOnceGetDifferentNumbersWithoutAGap() throws Exception {
        List<Callable<Change>> changes = IntStream.range(0, 40)
                .<Callable<Change>>mapToObj(i -> () -> flags.set(all(MEM0, i % 2 == 0, 100), "many", "at once"))
                .toList();
        List<Long> versions = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Change> change : threads.invokeAll(changes)) {
                versions.add(change.get().version());
            }
        }
        assertThat(versions)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 40).boxed().toList());
    }

    @Test
    void theHistoryCannotBeRewrittenByTheServersOwnRole() {
        flags.set(all(MEM0, true, 100), "ada", "begin");
        assertThatThrownBy(() -> asWorker("update memories.flag_changes set reason = 'another'"))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> asWorker("delete from memories.flag_changes"))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void aTurnKeptOutIsASkippedDeliveryUntilTheFlagIsOnAgain() {
        Turn turn = stored("kept out");
        flags.note(MEM0, List.of(decision(turn, false, "7")));

        assertThat(delivery(turn)).isEqualTo("SKIPPED flag_off");
        assertThat(noted(turn)).isEqualTo("7 false");

        flags.note(MEM0, List.of(decision(turn, true, "8")));

        assertThat(delivery(turn)).isEqualTo("none");
        assertThat(noted(turn)).isEqualTo("8 true");
    }

    @Test
    void whatWasTriedKeepsTheDecisionItWasTriedUnder() {
        Turn turn = stored("in doubt");
        flags.note(MEM0, List.of(decision(turn, true, "3")));
        store.adapter()
                .deliveries()
                .record(MEM0, List.of(new Delivery(TurnKey.of(turn), Delivery.State.IN_DOUBT, null, null)));

        flags.note(MEM0, List.of(decision(turn, false, "4")));

        assertThat(delivery(turn)).isEqualTo("IN_DOUBT ");
        assertThat(noted(turn)).isEqualTo("3 true");
    }

    @Test
    void whatCurationSkippedStaysSkippedWhenTheFlagIsOn() {
        Turn turn = stored("hello");
        store.adapter()
                .deliveries()
                .record(MEM0, List.of(new Delivery(TurnKey.of(turn), Delivery.State.SKIPPED, null, "greeting")));

        flags.note(MEM0, List.of(decision(turn, true, "5")));

        assertThat(delivery(turn)).isEqualTo("SKIPPED greeting");
    }

    @Test
    void aTurnForgottenMeanwhileLeavesNoTrace() {
        Turn gone = turn(session("flagged", "s"), 9, "never stored");
        flags.note(MEM0, List.of(decision(gone, false, "1")));

        assertThat(store.number("select count(*) from memories.flag_decisions")).isZero();
        assertThat(store.number("select count(*) from memories.deliveries")).isZero();
    }

    private Turn stored(String content) {
        Turn turn = turn(session("flagged", "s"), 1, content);
        store.commit("intent-" + content, turn);
        return turn;
    }

    private static Decision decision(Turn turn, boolean enabled, String snapshot) {
        return new Decision(TurnKey.of(turn), enabled, snapshot, enabled ? "on" : "off", "STATIC");
    }

    private static Setting all(String flag, boolean enabled, int percentage) {
        return new Setting(flag, FlagLedger.EVERY_TENANT, enabled, percentage);
    }

    private String delivery(Turn turn) {
        Delivery found = store.adapter()
                .deliveries()
                .find(MEM0, List.of(TurnKey.of(turn)))
                .get(TurnKey.of(turn));
        return found == null ? "none" : found.state() + " " + (found.reason() == null ? "" : found.reason());
    }

    private String noted(Turn turn) {
        return store.text(
                "select snapshot || ' ' || enabled from memories.flag_decisions where turn_id = '" + turn.id() + "'");
    }

    private void asWorker(String sql) {
        store.execute("set role memory_worker; " + sql);
    }
}
