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

    /** The job as it stands; empty when there is none under this id. */
    Optional<BackfillJob> show(UUID id);

    /** Newest first. */
    List<BackfillJob> list(int limit);

    /**
     * Takes the oldest running job that nobody holds, for the time of the lease. A worker that dies lets its lease run out;
     * the next one begins at the last progress that was reported, so a page may be done twice.
     *
     * @param worker who takes it
     * @return empty when there is nothing to do
     */
    Optional<BackfillJob> claim(String worker, Duration lease);

    /**
     * Reports progress and renews the lease. Progress without a cursor finishes the job, a paused one too, since nothing
     * is left that it could go on with.
     *
     * @return the job as it now is; a worker stops when it is no longer RUNNING, or held by another (then empty)
     */
    Optional<BackfillJob> advance(UUID id, String worker, Progress progress, Duration lease);

    /** Pauses, resumes, cancels or ends a job; a state that does not follow from the present one changes nothing. */
    Optional<BackfillJob> move(UUID id, BackfillJob.State to, @Nullable String reason);

    /**
     * How far a job has come, counted from its beginning.
     *
     * @param cursor where the next page begins; null when the walk is through
     * @param done turns handled, failed ones included
     * @param failed turns that a target refused
     */
    record Progress(@Nullable String cursor, long done, long failed) {}
}
