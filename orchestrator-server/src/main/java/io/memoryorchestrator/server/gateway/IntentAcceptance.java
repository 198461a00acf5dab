package io.memoryorchestrator.server.gateway;

import io.memoryorchestrator.api.canonical.IntentLedger;
import io.memoryorchestrator.api.canonical.IntentLedger.Acceptance;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.Intent;
import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.api.intent.IntentStatus;
import io.memoryorchestrator.api.intent.SessionBackfill;
import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.api.intent.TurnCommitted;
import io.memoryorchestrator.api.model.Sha256;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.identity.Caller;
import io.memoryorchestrator.server.problem.IdempotencyConflictException;
import io.memoryorchestrator.server.problem.IdempotencyConflictException.Conflict;
import io.memoryorchestrator.server.queue.IntentQueue;
import io.memoryorchestrator.server.redaction.RedactedIntent;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.wire.IntentWriter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Accepts intents: redacts, notes them in the ledger, queues them, and returns only when the broker has acknowledged.
 *
 * <p>The note comes first, so that the status can be read at once and a key that was used for another body is refused
 * before anything is sent. A process that dies in between leaves a note without a record; its client got no answer and
 * sends again, and an intent that is not settled yet is always queued again: a second record has no second effect. What
 * comes together is taken together or not at all.
 */
final class IntentAcceptance {
    private final Redactor redactor;
    private final IntentLedger ledger;
    private final IntentQueue queue;
    private final IntentWriter writer;

    IntentAcceptance(Redactor redactor, IntentLedger ledger, IntentQueue queue, IntentWriter writer) {
        this.redactor = redactor;
        this.ledger = ledger;
        this.queue = queue;
        this.writer = writer;
    }

    /** @return what the ledger holds for each submission, in order */
    List<Acceptance> accept(Access access, List<Submission> submissions) {
        submissions.forEach(each -> IntentAccess.check(access, each.intent()));
        String actor = access.caller().actor();
        List<RedactedIntent> redacted = submissions.stream()
                .map(each -> redactor.redact(
                        new IntentEnvelope(id(access, each), each.source(), each.time(), each.intent())))
                .toList();
        List<Acceptance> accepted =
                ledger.accept(redacted.stream().map(each -> entry(each, actor)).toList());
        refuseConflicts(submissions, accepted);
        List<RedactedIntent> unsettled = new ArrayList<>();
        for (int i = 0; i < accepted.size(); i++) {
            if (accepted.get(i).status() == IntentStatus.ACCEPTED) {
                unsettled.add(redacted.get(i));
            }
        }
        queue.enqueue(unsettled, actor);
        settleQuestions(unsettled);
        return accepted;
    }

    private static void refuseConflicts(List<Submission> submissions, List<Acceptance> accepted) {
        List<Conflict> conflicts = new ArrayList<>();
        for (int i = 0; i < accepted.size(); i++) {
            if (!accepted.get(i).sameBody()) {
                Submission submission = submissions.get(i);
                String id = key(submission) == null ? submission.id() : null;
                conflicts.add(new Conflict(i, id, accepted.get(i).intentId()));
            }
        }
        if (!conflicts.isEmpty()) {
            throw new IdempotencyConflictException(conflicts, submissions.size());
        }
    }

    /** A question stores nothing, so that once the broker has it there is nothing more to report of it. */
    private void settleQuestions(List<RedactedIntent> queued) {
        List<IntentLedger.Settlement> questions = queued.stream()
                .map(RedactedIntent::envelope)
                .filter(envelope -> envelope.intent() instanceof ContextFetch)
                .map(envelope -> new IntentLedger.Settlement(
                        envelope.id(),
                        envelope.intent().type(),
                        user(envelope.intent()),
                        IntentStatus.SKIPPED,
                        "answered_on_reply_topic"))
                .toList();
        if (!questions.isEmpty()) {
            ledger.settle(questions);
        }
    }

    private IntentLedger.Entry entry(RedactedIntent redacted, String actor) {
        IntentEnvelope envelope = redacted.envelope();
        return new IntentLedger.Entry(
                envelope.id(),
                envelope.intent().type(),
                user(envelope.intent()),
                HexFormat.of().formatHex(Sha256.of(writer.write(envelope.intent()))),
                actor);
    }

    /**
     * An id of the client's own, or one that follows from owner and key, or a new one. What an end user chooses counts
     * among that user's own only, so that nobody meets, or takes beforehand, the id of another.
     */
    private static String id(Access access, Submission submission) {
        String key = key(submission);
        if (key == null && access.caller() instanceof Caller.User) {
            key = submission.id();
        }
        if (key != null) {
            UserRef user = user(submission.intent());
            String scope = user == null ? access.caller().actor() : user.tenantId() + ":" + user.userId();
            return UUID.nameUUIDFromBytes(Sha256.of(scope + "\n" + key)).toString();
        }
        return submission.id() != null ? submission.id() : UUID.randomUUID().toString();
    }

    private static @Nullable String key(Submission submission) {
        return submission.idempotencyKey() == null && submission.intent() instanceof TurnCommitted committed
                ? committed.idempotencyKey()
                : submission.idempotencyKey();
    }

    private static @Nullable UserRef user(Intent intent) {
        return switch (intent) {
            case TurnCommitted committed -> committed.session().user();
            case SessionSync sync -> sync.session().user();
            case ContextFetch fetch -> fetch.user();
            case SessionBackfill backfill -> backfill.user();
        };
    }
}
