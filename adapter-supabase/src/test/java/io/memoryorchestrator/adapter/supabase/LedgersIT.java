package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.DeadLetterMarks;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.canonical.IntentCommit;
import io.memoryorchestrator.api.canonical.IntentLedger;
import io.memoryorchestrator.api.canonical.IntentLedger.Acceptance;
import io.memoryorchestrator.api.canonical.IntentLedger.Entry;
import io.memoryorchestrator.api.canonical.IntentLedger.Settlement;
import io.memoryorchestrator.api.intent.IntentReport;
import io.memoryorchestrator.api.intent.IntentReport.Step;
import io.memoryorchestrator.api.intent.IntentStatus;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import java.util.List;
import org.assertj.core.api.Condition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LedgersIT {
    private static final EmbeddingModelRef MODEL = new EmbeddingModelRef("ledger", 2);

    private static TestStore store;
    private static IntentLedger intents;

    @BeforeAll
    static void open() {
        store = TestStore.open("ledgers_it");
        intents = store.adapter().intents();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void anIntentIsFreshOnceAndAnotherBodyUnderItsIdIsNoticed() {
        Entry entry = entry("fresh", "body");

        assertThat(intents.accept(List.of(entry, entry)))
                .containsExactly(
                        new Acceptance("fresh", true, true, IntentStatus.ACCEPTED),
                        new Acceptance("fresh", false, true, IntentStatus.ACCEPTED));
        assertThat(intents.accept(List.of(entry, entry("fresh", "other"))))
                .containsExactly(
                        new Acceptance("fresh", false, true, IntentStatus.ACCEPTED),
                        new Acceptance("fresh", false, false, IntentStatus.ACCEPTED));
        assertThat(intents.accept(List.of())).isEmpty();
    }

    @Test
    void whatCameTogetherWithAnotherBodyLeavesNothing() {
        intents.accept(List.of(entry("known", "body")));

        assertThat(intents.accept(List.of(entry("beside-1", "body"), entry("known", "other"))))
                .containsExactly(
                        new Acceptance("beside-1", false, true, IntentStatus.ACCEPTED),
                        new Acceptance("known", false, false, IntentStatus.ACCEPTED));
        assertThat(intents.accept(List.of(entry("beside-2", "body"), entry("beside-2", "other"))))
                .containsExactly(
                        new Acceptance("beside-2", false, true, IntentStatus.ACCEPTED),
                        new Acceptance("beside-2", false, false, IntentStatus.ACCEPTED));

        assertThat(intents.report("beside-1", MODEL.id())).isEmpty();
        assertThat(intents.report("beside-2", MODEL.id())).isEmpty();
        assertThat(intents.report("known", MODEL.id())).isPresent();
    }

    @Test
    void whoSentAnIntentIsKeptAndTheProvedOneStands() {
        Turn turn = turn(session("actor", "s"), 1, "sent");
        intents.accept(List.of(
                new Entry("over-http", IntentType.TURN_COMMITTED, turn.session().user(), "body", "service:billing")));

        store.adapter()
                .commit(List.of(
                        commit("over-http", turn, "service:somebody-else"), commit("direct", turn, "service:import")));

        assertThat(report("over-http").actor()).isEqualTo("service:billing");
        assertThat(report("direct").actor()).isEqualTo("service:import");
    }

    private static IntentCommit commit(String intentId, Turn turn, String actor) {
        return new IntentCommit(
                intentId, IntentType.TURN_COMMITTED, turn.session().user(), List.of(turn), List.of(), actor, null);
    }

    @Test
    void aSettledEntryIsNeverUnsettled() {
        Turn turn = turn(session("settled", "s"), 1, "stored");
        intents.accept(List.of(entry("settled", "body")));
        store.commit("settled", turn);

        settle("settled", IntentStatus.FAILED, "too_late");
        intents.accept(List.of(entry("settled", "body")));

        assertThat(report("settled").status()).isEqualTo(IntentStatus.STORED);
        settle("never-accepted", IntentStatus.SKIPPED, "echo");
        settle("never-accepted", IntentStatus.FAILED, "other");
        store.commit("never-accepted", turn);
        assertThat(report("never-accepted").status()).isEqualTo(IntentStatus.SKIPPED);
        assertThat(report("never-accepted").reason()).isEqualTo("echo");
    }

    @Test
    void anIntentThatFailedAndIsReplayedIsStoredAfterAll() {
        settle("replayed", IntentStatus.FAILED, "malformed_json");

        settle("replayed", IntentStatus.STORED, null);

        assertThat(report("replayed").status()).isEqualTo(IntentStatus.STORED);
        assertThat(report("replayed").reason()).isNull();
    }

    @Test
    void anIntentThatSpansUsersHasNone() {
        intents.accept(List.of(new Entry("spanning", IntentType.SESSION_BACKFILL, null, "f")));
        intents.settle(
                List.of(new Settlement("spanning", IntentType.SESSION_BACKFILL, null, IntentStatus.STORED, null)));

        IntentReport report = report("spanning");
        assertThat(report.user()).isNull();
        assertThat(report.type()).isEqualTo(IntentType.SESSION_BACKFILL);
        assertThat(report.status()).isEqualTo(IntentStatus.STORED);
        assertThat(report.steps()).isEmpty();
    }

    @Test
    void aReportTellsEachStepAndIsEnrichedWhenAllAreDone() {
        Turn first = turn(session("steps", "s"), 1, "first");
        Turn second = turn(session("steps", "s"), 2, "second");
        intents.accept(List.of(new Entry("steps", IntentType.SESSION_SYNC, first.user(), "f")));
        assertThat(report("steps").status()).isEqualTo(IntentStatus.ACCEPTED);
        assertThat(report("steps").steps()).isEmpty();

        store.commit("steps", first, second);
        assertThat(report("steps").steps()).containsExactly(new Step("stored", 2, 2, 0), new Step("embedded", 0, 2, 0));

        embed(first);
        deliver("mem0", first, Delivery.State.DELIVERED);
        deliver("mem0", second, Delivery.State.PENDING);
        assertThat(report("steps").steps())
                .containsExactly(new Step("stored", 2, 2, 0), new Step("embedded", 1, 2, 0), new Step("mem0", 1, 2, 0));
        assertThat(report("steps").status()).isEqualTo(IntentStatus.STORED);

        embed(second);
        deliver("mem0", second, Delivery.State.SKIPPED);
        assertThat(report("steps").status()).isEqualTo(IntentStatus.ENRICHED);
        assertThat(report("steps").user()).isEqualTo(first.user());
        assertThat(intents.report("unknown", MODEL.id())).isEmpty();
    }

    @Test
    void aFailedStepKeepsAnIntentFromBeingEnriched() {
        Turn turn = turn(session("failed-step", "s"), 1, "x");
        store.commit("failed-step", turn);
        embed(turn);
        assertThat(report("failed-step").status()).isEqualTo(IntentStatus.ENRICHED);

        deliver("mem0", turn, Delivery.State.FAILED);

        assertThat(report("failed-step").status()).isEqualTo(IntentStatus.STORED);
        assertThat(report("failed-step").steps()).contains(new Step("mem0", 0, 1, 1));
    }

    @Test
    void theNewestMarkOfADeadLetterCounts() {
        DeadLetterMarks marks = store.adapter().deadLetterMarks();
        assertThat(marks.find(List.of("t.dead-0@1"))).isEmpty();

        marks.mark("t.dead-0@1", DeadLetterMarks.State.REPLAYED, "ada", null);
        marks.mark("t.dead-0@1", DeadLetterMarks.State.DISCARDED, "bea", "it is old");

        assertThat(marks.find(List.of("t.dead-0@1", "t.dead-0@2")))
                .hasSize(1)
                .hasValueSatisfying(new Condition<>(
                        mark -> mark.state() == DeadLetterMarks.State.DISCARDED
                                && mark.actor().equals("bea")
                                && "it is old".equals(mark.because()),
                        "discarded by bea"));
    }

    private static Entry entry(String id, String body) {
        UserRef user = user("ledger");
        return new Entry(id, IntentType.TURN_COMMITTED, user, body);
    }

    private static void settle(String id, IntentStatus status, @Nullable String reason) {
        intents.settle(List.of(new Settlement(id, IntentType.TURN_COMMITTED, user("ledger"), status, reason)));
    }

    private static void embed(Turn turn) {
        store.adapter().putEmbeddings(MODEL, List.of(new TurnEmbedding(TurnKey.of(turn), new float[] {1, 0})));
    }

    private static void deliver(String adapter, Turn turn, Delivery.State state) {
        store.adapter().deliveries().record(adapter, List.of(new Delivery(TurnKey.of(turn), state, null, null)));
    }

    private static IntentReport report(String id) {
        return intents.report(id, MODEL.id()).orElseThrow();
    }
}
