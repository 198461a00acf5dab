package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.intent.SessionBackfill;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backfill as it stands.
 *
 * @param request what was asked for
 * @param total turns in range when it began
 * @param done turns handled, failed ones included
 * @param failed turns that a target refused
 * @param cursor where the next page begins; null at the beginning
 * @param reason why it failed or was stopped, or null
 */
public record BackfillJob(
        UUID id,
        SessionBackfill request,
        State state,
        long total,
        long done,
        long failed,
        @Nullable String cursor,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt) {

    /** Where a job can be. RUNNING and PAUSED follow one another; the other three are final. */
    public enum State {
        RUNNING,
        PAUSED,
        FINISHED,
        CANCELLED,
        FAILED;

        public boolean terminal() {
            return this != RUNNING && this != PAUSED;
        }
    }
}
