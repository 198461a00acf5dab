package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.UserRef;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Forgetting a user for good: whatever arrives of them later, by replay or late delivery, is not stored. */
public interface Erasures {

    /**
     * Removes everything of the user and writes the suppression first, so that nothing comes back behind it. Repeating it
     * for the same id goes on where it was broken off.
     *
     * @param id of the erasure; the caller's, so that a repetition is recognised
     * @param reason why, for the record, or null
     */
    Receipt erase(UUID id, UserRef user, @Nullable String reason);

    /** The receipt of an erasure. */
    Optional<Receipt> show(UUID id);

    /** Whether nothing of this user is stored any more. */
    boolean isErased(UserRef user);

    /** Lets the user begin anew, without anything from before. */
    void readmit(UserRef user);

    /**
     * What was removed. It names nobody.
     *
     * @param removed counts by place
     * @param completedAt null while it is under way
     */
    record Receipt(UUID id, Instant requestedAt, @Nullable Instant completedAt, Map<String, Long> removed) {
        public Receipt {
            removed = Map.copyOf(removed);
        }
    }
}
