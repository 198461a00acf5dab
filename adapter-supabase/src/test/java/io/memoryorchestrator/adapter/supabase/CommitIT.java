package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.contents;
import static io.memoryorchestrator.adapter.supabase.TestStore.intent;
import static io.memoryorchestrator.adapter.supabase.TestStore.rewritten;
import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.CommitOutcome;
import io.memoryorchestrator.api.canonical.IntentCommit;
import io.memoryorchestrator.api.canonical.TurnOutline;
import io.memoryorchestrator.api.intent.IntentReport;
import io.memoryorchestrator.api.intent.IntentStatus;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.model.ContentHash;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.api.spi.TurnReceipt.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommitIT {
    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.open("commit_it");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void replayingTheSameCommitLeavesOneTurn() {
        Turn turn = turn(session("replay", "s"), 1, "once only");

        assertThat(outcomes(store.commit("replay-1", turn))).containsExactly(Outcome.STORED);
        assertThat(outcomes(store.commit("replay-1", turn))).containsExactly(Outcome.DUPLICATE);
        assertThat(outcomes(store.commit("replay-2", turn))).containsExactly(Outcome.DUPLICATE);

        assertThat(store.adapter().recent(turn.session(), 10)).containsExactly(turn);
    }

    @Test
    void anotherContentUnderTheSameIdIsAConflictAndTheFirstStands() {
        Turn first = turn(session("conflict", "s"), 1, "the first words");
        Turn innocent = turn(session("conflict", "s"), 2, "stored all the same");
        store.commit("conflict-1", first);

        CommitOutcome outcome = store.commit("conflict-2", rewritten(first, "other words"), innocent);

        assertThat(outcomes(outcome)).containsExactly(Outcome.CONFLICT, Outcome.STORED);
        assertThat(contents(store.adapter().recent(first.session(), 10)))
                .containsExactly("the first words", "stored all the same");
        IntentReport report = report("conflict-2");
        assertThat(report.status()).isEqualTo(IntentStatus.FAILED);
        assertThat(report.reason()).isEqualTo("idempotency_conflict");
        assertThat(report.turnIds()).containsExactly(innocent.id());
        assertThat(report("conflict-1").status()).isEqualTo(IntentStatus.STORED);
    }

    @Test
    void aTurnTwiceInOneBatchIsStoredOnce() {
        Turn turn = turn(session("twice", "s"), 1, "said once");

        List<CommitOutcome> outcomes = store.adapter()
                .commit(List.of(
                        intent("twice-1", turn),
                        intent("twice-2", turn(session("twice", "s"), 1, "said once")),
                        intent("twice-3", rewritten(turn, "said otherwise"))));

        assertThat(outcomes)
                .map(CommitIT::outcomes)
                .containsExactly(List.of(Outcome.STORED), List.of(Outcome.DUPLICATE), List.of(Outcome.CONFLICT));
        assertThat(store.adapter().recent(turn.session(), 10)).containsExactly(turn);
    }

    @Test
    void aBatchOfTwoUsersIsStoredForEach() {
        Turn ofA = turn(session("two-a", "same"), 1, "of a");
        Turn ofB = turn(session("two-b", "same"), 1, "of b");

        store.adapter().commit(List.of(intent("two-a", ofA), intent("two-b", ofB)));

        assertThat(store.adapter().recent(ofA.session(), 10)).containsExactly(ofA);
        assertThat(store.adapter().recent(ofB.session(), 10)).containsExactly(ofB);
    }

    @Test
    void turnsThatWereThereAlreadyCountForTheIntent() {
        Turn there = turn(session("present", "s"), 1, "there already");
        Turn fresh = turn(session("present", "s"), 2, "new");
        store.commit("present-1", there);

        store.adapter()
                .commit(List.of(new IntentCommit(
                        "present-2", IntentType.SESSION_SYNC, user("present"), List.of(fresh), List.of(there.id()))));
        store.adapter()
                .commit(List.of(new IntentCommit(
                        "present-3", IntentType.SESSION_SYNC, user("present"), List.of(), List.of(there.id()))));

        assertThat(report("present-2").turnIds()).containsExactly(there.id(), fresh.id());
        assertThat(report("present-3").status()).isEqualTo(IntentStatus.STORED);
        assertThat(report("present-3").turnIds()).containsExactly(there.id());
    }

    @Test
    void theEndOfASessionComesInOrderOfPosition() {
        SessionRef session = session("order", "s");
        List<Turn> turns = new ArrayList<>(IntStream.rangeClosed(1, 30)
                .mapToObj(i -> turn(session, i * 10L, i % 2 == 0 ? Role.USER : Role.ASSISTANT, "turn " + i))
                .toList());
        List<Turn> inOrder = List.copyOf(turns);
        Collections.shuffle(turns, new Random(7));

        store.adapter().store(turns);

        assertThat(store.adapter().recent(session, 5)).containsExactlyElementsOf(inOrder.subList(25, 30));
        assertThat(store.adapter().recent(session, 1_000)).containsExactlyElementsOf(inOrder);
        assertThat(store.adapter().outline(session))
                .containsExactlyElementsOf(inOrder.stream()
                        .map(turn -> new TurnOutline(
                                turn.id(), turn.position(), turn.role(), ContentHash.hex(turn.content())))
                        .toList());
        assertThat(store.adapter().recent(session("order", "other"), 5)).isEmpty();
    }

    static Stream<String> awkward() {
        return Stream.of(
                "emoji \uD83D\uDC69\u200D\uD83D\uDC67 and \uD83C\uDFF4\u200D\u2620\uFE0F",
                "مرحبا بالعالم \u202Eright to left\u202C",
                "Добрый день, 你好, ก็ดี, e\u0301\u0301\u0301",
                "quotes ' \" \\ ; -- $$ $1 ? ?? {} % \b\t\r\n",
                "'; select set_config('role', 'postgres', true); --",
                "x".repeat(200_000),
                "слово ".repeat(40_000),
                " ",
                "a\uFFFDb");
    }

    @ParameterizedTest
    @MethodSource("awkward")
    void awkwardTextComesBackToTheLetter(String text) {
        Turn turn = turn(session("awkward", "s" + text.hashCode()), 1, text);

        store.adapter().store(List.of(turn));

        assertThat(store.adapter().recent(turn.session(), 1)).containsExactly(turn);
        assertThat(outcomes(store.adapter().store(List.of(turn)))).containsExactly(Outcome.DUPLICATE);
    }

    @Test
    void whatNoDatabaseKeepsBecomesTheReplacementCharacterAndIsRecognisedAgain() {
        Turn turn = turn(session("nul", "s"), 1, "before\u0000after \uD800 half");

        store.adapter().store(List.of(turn));

        assertThat(contents(store.adapter().recent(turn.session(), 1)))
                .containsExactly("before\uFFFDafter \uFFFD half");
        assertThat(outcomes(store.adapter().store(List.of(turn)))).containsExactly(Outcome.DUPLICATE);
        assertThat(store.adapter().outline(turn.session()).getFirst().contentHash())
                .isEqualTo(ContentHash.hex(turn.content()));
    }

    @Test
    void everyFieldComesBack() {
        SessionRef session =
                new SessionRef(new UserRef("tenant", UUID.randomUUID().toString()), "s");
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("text", "ü'\"");
        metadata.put("number", 12);
        metadata.put("big", 9_007_199_254_740_993L);
        metadata.put("half", 0.5);
        metadata.put("yes", true);
        metadata.put("none", null);
        metadata.put("nested", Map.of("list", List.of(1, "two", List.of())));
        Turn turn = new Turn(
                UUID.randomUUID(),
                session,
                Long.MAX_VALUE,
                Role.TOOL,
                "all of it",
                Instant.parse("2026-05-04T03:02:01.123456Z"),
                new TurnLabels("thread", "agent", "tenant:agent:context"),
                metadata,
                0.123456789012345,
                "client-1");

        store.adapter().store(List.of(turn));

        assertThat(store.adapter().lookup(turn.user(), List.of(turn.id()))).containsExactly(turn);
    }

    @Test
    void metadataAndTimesThatNoDatabaseKeepsAreBroughtIntoRange() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("nul\u0000key", List.of("\u0000", Map.of("deep", "\uDC00")));
        metadata.put("huge", new java.math.BigDecimal("1e200000"));
        SessionRef session = session("range", "s");
        Turn turn = new Turn(
                UUID.randomUUID(),
                session,
                Long.MIN_VALUE,
                Role.USER,
                "x",
                Instant.MAX,
                TurnLabels.NONE,
                metadata,
                1,
                null);

        store.adapter().store(List.of(turn));

        Turn stored = store.adapter().recent(session, 1).getFirst();
        assertThat(stored.occurredAt()).isEqualTo(Instant.parse("9999-12-31T23:59:59.999999Z"));
        assertThat(stored.metadata())
                .containsEntry("nul\uFFFDkey", List.of("\uFFFD", Map.of("deep", "\uFFFD")))
                .containsEntry("huge", "1E+200000");
    }

    @Test
    void concurrentBatchesOfTheSameTurnsStoreEachOnceWithoutDeadlock() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<Turn> turns = IntStream.range(0, 200)
                .mapToObj(i -> turn(session("race-" + i % 7, "s" + i % 3), i, "racing " + i))
                .toList();
        List<Callable<List<TurnReceipt>>> racers = IntStream.range(0, 8)
                .<Callable<List<TurnReceipt>>>mapToObj(i -> () -> {
                    List<Turn> shuffled = new ArrayList<>(turns);
                    Collections.shuffle(shuffled, new Random(seed + i));
                    return store.adapter().store(shuffled);
                })
                .toList();

        long stored = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<TurnReceipt>> racer : threads.invokeAll(racers)) {
                stored += racer.get().stream()
                        .filter(receipt -> receipt.outcome() == Outcome.STORED)
                        .count();
            }
        }

        assertThat(stored).isEqualTo(200);
        assertThat(store.number("select count(*) from memories.turns where content like 'racing %'"))
                .isEqualTo(200);
    }

    @Test
    void nothingToStoreIsNoWork() {
        assertThat(store.adapter().store(List.of())).isEmpty();
        assertThat(store.adapter().commit(List.of())).isEmpty();
    }

    private static IntentReport report(String intentId) {
        return store.adapter().intents().report(intentId, "none").orElseThrow();
    }

    private static List<Outcome> outcomes(CommitOutcome outcome) {
        return outcomes(outcome.receipts());
    }

    private static List<Outcome> outcomes(List<TurnReceipt> receipts) {
        return receipts.stream().map(TurnReceipt::outcome).toList();
    }
}
