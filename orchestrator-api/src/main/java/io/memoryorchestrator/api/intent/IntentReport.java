package io.memoryorchestrator.api.intent;

import io.memoryorchestrator.api.model.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of an intent.
 *
 * @param user whose intent it was, or null for one that spans users
 * @param reason why it was skipped or failed, as a stable code; null otherwise
 * @param turnIds the turns it stands for, stored by it or found stored already
 * @param steps what follows the commit, one entry for each
 * @param actor who sent it, as far as that is known, such as {@code service:billing}; or null
 */
public record IntentReport(
        String intentId,
        IntentType type,
        @Nullable UserRef user,
        IntentStatus status,
        @Nullable String reason,
        Instant acceptedAt,
        Instant updatedAt,
        List<UUID> turnIds,
        List<Step> steps,
        @Nullable String actor) {
    public IntentReport {
        turnIds = List.copyOf(turnIds);
        steps = List.copyOf(steps);
    }

    /**
     * @param name {@code stored}, {@code embedded} or an adapter's name
     * @param done turns that are through this step
     * @param of turns that this step concerns
     * @param failed turns that will not get through it
     */
    public record Step(String name, int done, int of, int failed) {}
}
