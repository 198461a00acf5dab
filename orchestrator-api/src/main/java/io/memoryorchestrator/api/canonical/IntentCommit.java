package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import java.util.List;
import java.util.UUID;

/**
 * An intent whose effect is ready to be committed.
 *
 * @param turns to store, redacted, all of the same user
 * @param present turns that it stands for too and that were found stored already
 */
public record IntentCommit(String intentId, IntentType type, UserRef user, List<Turn> turns, List<UUID> present) {
    public IntentCommit {
        turns = List.copyOf(turns);
        present = List.copyOf(present);
    }
}
