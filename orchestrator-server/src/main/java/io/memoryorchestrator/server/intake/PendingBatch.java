package io.memoryorchestrator.server.intake;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.CommitOutcome;
import io.memoryorchestrator.api.canonical.IntentCommit;
import io.memoryorchestrator.api.canonical.IntentLedger.Settlement;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.intent.IntentStatus;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.intent.TurnStored;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.wire.WireException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A batch on its way into the store: gathers what is ready, commits it together, and remembers how each record ended. */
final class PendingBatch {
    private final CanonicalStore store;
    private final DeadLetters letters;
    private final String flags;
    private final Clock clock;

    private final List<Ready> ready = new ArrayList<>();
    private final List<Settlement> settled = new ArrayList<>();
    private final List<IntakeResult.Stored> stored = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<InboundRecord> suppressed = new ArrayList<>();

    /** @param flags names the state of the feature flags that the whole batch is handled under */
    PendingBatch(CanonicalStore store, DeadLetters letters, String flags, Clock clock) {
        this.store = store;
        this.letters = letters;
        this.flags = flags;
        this.clock = clock;
    }

    String flags() {
        return flags;
    }

    void add(InboundRecord record, IntentCommit commit) {
        ready.add(new Ready(record, commit));
    }

    void refuse(InboundRecord record, IntentType type, WireException refusal) {
        deadLetters.add(letters.of(record, refusal));
        settled.add(new Settlement(
                RecordDecoder.idOfRefused(record, refusal),
                type,
                null,
                IntentStatus.FAILED,
                refusal.fault().code(),
                flags));
    }

    void refuse(InboundRecord record, IntentType type, RuntimeException unforeseen) {
        deadLetters.add(letters.of(record, "unforeseen", unforeseen.getClass().getSimpleName()));
        settled.add(new Settlement(RecordDecoder.id(record), type, null, IntentStatus.FAILED, "unforeseen", flags));
    }

    void skip(String intentId, IntentType type, UserRef user, String reason) {
        settled.add(new Settlement(intentId, type, user, IntentStatus.SKIPPED, reason, flags));
    }

    void flushIfTouching(SessionRef session) {
        boolean touching = ready.stream()
                .flatMap(each -> each.commit().turns().stream())
                .anyMatch(turn -> turn.session().equals(session));
        if (touching) {
            flush();
        }
    }

    IntakeResult finish() {
        flush();
        if (!settled.isEmpty()) {
            store.intents().settle(settled);
        }
        return new IntakeResult(stored, deadLetters, suppressed);
    }

    private void flush() {
        if (ready.isEmpty()) {
            return;
        }
        List<Ready> batch = List.copyOf(ready);
        ready.clear();
        commit(batch);
    }

    private void commit(List<Ready> batch) {
        List<CommitOutcome> outcomes;
        try {
            outcomes = store.commit(batch.stream().map(Ready::commit).toList());
        } catch (AdapterException failure) {
            if (failure.kind() != FailureKind.REJECTED) {
                throw failure;
            }
            if (batch.size() == 1) {
                reject(batch.getFirst(), failure);
            } else {
                // One of them spoils the transaction for all: alone, each shows whether it is the one.
                batch.forEach(each -> commit(List.of(each)));
            }
            return;
        }
        Instant storedAt = clock.instant();
        for (int i = 0; i < batch.size(); i++) {
            conclude(batch.get(i), outcomes.get(i), storedAt);
        }
    }

    private void conclude(Ready ended, CommitOutcome outcome, Instant storedAt) {
        for (Turn turn : outcome.standing()) {
            stored.add(new IntakeResult.Stored(
                    new TurnStored(turn, ended.commit().intentId(), storedAt),
                    ended.record().headers().get("traceparent")));
        }
        if (outcome.suppressed()) {
            suppressed.add(ended.record());
        }
        if (outcome.conflicted()) {
            deadLetters.add(letters.of(
                    ended.record(),
                    "idempotency_conflict",
                    "A turn with this turnId is stored with another content; the first one stands"));
        }
    }

    private void reject(Ready rejected, AdapterException failure) {
        deadLetters.add(letters.of(rejected.record(), "rejected_by_store", String.valueOf(failure.getMessage())));
        IntentCommit commit = rejected.commit();
        settled.add(new Settlement(
                commit.intentId(), commit.type(), commit.user(), IntentStatus.FAILED, "rejected_by_store", flags));
    }

    private record Ready(InboundRecord record, IntentCommit commit) {}
}
