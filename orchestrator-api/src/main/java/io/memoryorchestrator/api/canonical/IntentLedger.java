package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.intent.IntentReport;
import io.memoryorchestrator.api.intent.IntentStatus;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.model.UserRef;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which intents came in and what became of them. A settled entry is never unsettled by a late repetition; one that failed
 * and is stored after all, by a replay, says so.
 */
public interface IntentLedger {

    /**
     * Notes that intents are about to be queued; one that is there already is left as it is. When one of them is known with
     * another body, none is noted: what is refused together leaves nothing.
     *
     * @return for each entry, in order, what the ledger now holds under its id
     */
    List<Acceptance> accept(List<Entry> entries);

    /** Settles intents that end without a commit, as FAILED or SKIPPED with a reason, making the entry where there is none. */
    void settle(Collection<Settlement> settlements);

    /**
     * What became of an intent; empty for an id that was never noted.
     *
     * @param embeddingModelId whose embeddings count for the step {@code embedded}
     */
    Optional<IntentReport> report(String intentId, String embeddingModelId);

    /**
     * An intent that is about to be queued.
     *
     * @param user null for an intent that spans users
     * @param fingerprint hash of the body, so that the same id with another body is noticed
     * @param actor who sent it, as far as it was proved, such as {@code service:billing}; or null
     */
    record Entry(
            String intentId,
            IntentType type,
            @Nullable UserRef user,
            String fingerprint,
            @Nullable String actor) {
        public Entry(String intentId, IntentType type, @Nullable UserRef user, String fingerprint) {
            this(intentId, type, user, fingerprint, null);
        }
    }

    /**
     * What the ledger holds for an intent that was noted.
     *
     * @param fresh whether this call made the entry; false for all when one has another body
     * @param sameBody whether the entry was made for the same body; true when fresh
     */
    record Acceptance(String intentId, boolean fresh, boolean sameBody, IntentStatus status) {

        /** The same for a call that made no entry. */
        public Acceptance notNoted() {
            return new Acceptance(intentId, false, sameBody, status);
        }
    }

    /**
     * The end of an intent that commits no turns.
     *
     * @param status FAILED or SKIPPED, or STORED for an intent whose effect is not a turn, such as a started backfill
     * @param reason stable code, given for FAILED and SKIPPED
     * @param flags names the state of the feature flags that it was handled under; null where that is not known
     */
    record Settlement(
            String intentId,
            IntentType type,
            @Nullable UserRef user,
            IntentStatus status,
            @Nullable String reason,
            @Nullable String flags) {

        public Settlement(
                String intentId,
                IntentType type,
                @Nullable UserRef user,
                IntentStatus status,
                @Nullable String reason) {
            this(intentId, type, user, status, reason, null);
        }
    }
}
