package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An intent whose effect is ready to be committed.
 *
 * @param turns to store, redacted, all of the same user
 * @param present turns that it stands for too and that were found stored already
 * @param actor who sent it, as the record says, such as {@code service:billing}; or null
 * @param flags names the state of the feature flags that it is handled under; null where that is not known
 */
public record IntentCommit(
        String intentId,
        IntentType type,
        UserRef user,
        List<Turn> turns,
        List<UUID> present,
        @Nullable String actor,
        @Nullable String flags) {
    public IntentCommit {
        turns = List.copyOf(turns);
        present = List.copyOf(present);
    }

    /** An intent of which nobody says who sent it. */
    public IntentCommit(String intentId, IntentType type, UserRef user, List<Turn> turns, List<UUID> present) {
        this(intentId, type, user, turns, present, null, null);
    }
}
