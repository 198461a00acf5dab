package io.memoryorchestrator.api.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.TurnScan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntentValidationTests {
    private static final UserRef ADA = new UserRef("acme", "ada");
    private static final SessionRef TRIP = new SessionRef(ADA, "trip");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t "})
    void blankContentIsRefused(String content) {
        refused("content must not be blank", () -> turn(null, null, content, null));
    }

    @Test
    void aTurnSaysWhatIsWrongWithItInItsOwnNames() {
        refused("turnId must have 1 to 200 characters", () -> turn(" ", null, "Yes.", null));
        refused("turnId must have 1 to 200 characters", () -> turn("x".repeat(201), null, "Yes.", null));
        refused("seq must not be negative", () -> turn(null, -1L, "Yes.", null));
        refused("importance must lie between 0 and 1", () -> turn(null, null, "Yes.", -0.1));
        refused("importance must lie between 0 and 1", () -> turn(null, null, "Yes.", Double.NaN));
    }

    @Test
    void redactionChangesTheWordsAndNothingElse() {
        SpokenTurn spoken = new SpokenTurn("msg-1", 3L, Role.USER, "Call me.", Instant.EPOCH, Map.of("a", 1), 0.9);

        SpokenTurn redacted = spoken.with("Call [NAME].", Map.of());

        assertThat(redacted)
                .isEqualTo(new SpokenTurn("msg-1", 3L, Role.USER, "Call [NAME].", Instant.EPOCH, Map.of(), 0.9));
    }

    @Test
    void aTranscriptHoldsOneToFiveThousandTurns() {
        SpokenTurn turn = turn(null, null, "Yes.", null);

        refused("turns must hold 1 to 5000 turns", () -> new SessionSync(TRIP, TurnLabels.NONE, List.of()));
        refused(
                "turns must hold 1 to 5000 turns",
                () -> new SessionSync(TRIP, TurnLabels.NONE, Collections.nCopies(5_001, turn)));
        assertThat(new SessionSync(TRIP, TurnLabels.NONE, Collections.nCopies(5_000, turn)).turns())
                .hasSize(5_000);
    }

    @Test
    void aBackfillNamesATargetAndASensibleRate() {
        refused(
                "targets must name at least one of embeddings, mem0, cache",
                () -> new SessionBackfill(TurnScan.Range.ALL, Set.of(), null, false));
        refused(
                "rate must be 1 turn a second or more",
                () -> new SessionBackfill(TurnScan.Range.ALL, Set.of(BackfillTarget.CACHE), 0, false));
    }

    @Test
    void aRangeIsNeverWiderThanItReads() {
        refused(
                "a session is named together with its user, and a user with the tenant",
                () -> new TurnScan.Range("acme", null, "trip", null, null));
        refused(
                "a session is named together with its user, and a user with the tenant",
                () -> new TurnScan.Range(null, "ada", null, null, null));
        assertThat(TurnScan.Range.ofUser(ADA)).isEqualTo(new TurnScan.Range("acme", "ada", null, null, null));
    }

    @Test
    void aContextFetchSaysWhatIsOutOfRange() {
        refused("limit must lie between 1 and 100", () -> fetch(0, null, null, null, null));
        refused("limit must lie between 1 and 100", () -> fetch(101, null, null, null, null));
        refused("tokenBudget must be 1 or more", () -> fetch(20, 0, null, null, null));
        refused("efSearch must lie between 1 and 1000", () -> fetch(20, null, 1_001, null, null));
        refused("deadlineMs must lie between 1 and 60000", () -> fetch(20, null, null, Duration.ZERO, null));
        refused("deadlineMs must lie between 1 and 60000", () -> fetch(20, null, null, Duration.ofMinutes(2), null));
        refused("query must have at most 20000 characters", () -> fetch(20, null, null, null, "x".repeat(20_001)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a:b", "a\nb"})
    void aContextFetchForAnImpossibleSessionIsRefused(String sessionId) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ContextFetch(ADA, sessionId, null, 20, null, Set.of(), TurnFilter.NONE, null, null))
                .withMessageStartingWith("sessionId must");
    }

    @ParameterizedTest
    @EnumSource(ContextPart.class)
    void includingNothingIncludesEverything(ContextPart part) {
        assertThat(fetch(20, null, null, null, null).includes(part)).isTrue();
        ContextFetch recentOnly =
                new ContextFetch(ADA, null, null, 20, null, Set.of(ContextPart.RECENT), TurnFilter.NONE, null, null);
        assertThat(recentOnly.includes(part)).isEqualTo(part == ContextPart.RECENT);
        assertThat(ContextPart.fromWireName(part.wireName())).isEqualTo(part);
    }

    @Test
    void anUnknownPartOrTargetIsRefusedWithWhatWouldBeAccepted() {
        refused("include must be of recent, words, vectors, nodes, mem0", () -> ContextPart.fromWireName("tea-leaves"));
        refused("targets must be of embeddings, mem0, cache", () -> BackfillTarget.fromWireName("pigeons"));
    }

    @Test
    void aKeyKeepsASessionOnOnePartitionAndLeavesUnnamedPartsEmpty() {
        TurnCommitted committed = new TurnCommitted(TRIP, TurnLabels.NONE, turn(null, null, "Yes.", null), null);
        SessionSync sync = new SessionSync(TRIP, TurnLabels.NONE, List.of(turn(null, null, "Yes.", null)));

        assertThat(committed.key()).isEqualTo(sync.key()).isEqualTo("acme:ada:trip");
        assertThat(fetch(20, null, null, null, null).key()).isEqualTo("acme:ada:");
        assertThat(new SessionBackfill(TurnScan.Range.ALL, Set.of(BackfillTarget.CACHE), null, false).key())
                .isEqualTo("::");
    }

    @Test
    void anEnvelopeHasAnId() {
        Intent intent = fetch(20, null, null, null, null);

        refused("an intent id has 1 to 200 characters", () -> new IntentEnvelope(" ", "test", Instant.EPOCH, intent));
        refused(
                "an intent id has 1 to 200 characters",
                () -> new IntentEnvelope("x".repeat(201), "test", Instant.EPOCH, intent));
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private static SpokenTurn turn(
            @Nullable String id, @Nullable Long seq, String content, @Nullable Double importance) {
        return new SpokenTurn(id, seq, Role.USER, content, Instant.EPOCH, Map.of(), importance);
    }

    private static ContextFetch fetch(
            int limit,
            @Nullable Integer tokenBudget,
            @Nullable Integer efSearch,
            @Nullable Duration deadline,
            @Nullable String query) {
        return new ContextFetch(ADA, null, query, limit, tokenBudget, Set.of(), TurnFilter.NONE, efSearch, deadline);
    }
}
