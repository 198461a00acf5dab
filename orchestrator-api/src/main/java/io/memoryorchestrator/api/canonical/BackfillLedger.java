package io.memoryorchestrator.api.canonical;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Backfill jobs and how far they are; a job survives its worker and is taken over by another. */
public interface BackfillLedger {

    /** Makes a job; one that exists under this id is left as it is, so that a redelivered intent starts nothing twice. */
    BackfillJob create(BackfillJob job);

    Optional<BackfillJob> show(UUID id);

    /** Newest first. */
    List<BackfillJob> list(int limit);

    /**
     * Takes the oldest running job that nobody holds, for the time of the lease.
     *
     * @param worker who takes it
     */
    Optional<BackfillJob> claim(String worker, Duration lease);

    /**
     * Reports progress and renews the lease.
     *
     * @return the job as it now is; a worker stops when it is no longer RUNNING, or held by another (then empty)
     */
    Optional<BackfillJob> advance(UUID id, String worker, Progress progress, Duration lease);

    /** Pauses, resumes, cancels or ends a job; a state that does not follow from the present one changes nothing. */
    Optional<BackfillJob> move(UUID id, BackfillJob.State to, @Nullable String reason);

    /** @param cursor where the next page begins; null when the walk is through */
    record Progress(@Nullable String cursor, long done, long failed) {}
}
