package io.memoryorchestrator.server.recall.rank;

import java.time.Duration;
import java.time.Instant;

/** How new something counts: half to the power of its age in half-lives, by when it happened and not by when it was stored. */
public final class Recency {

    private Recency() {}

    /** From 0 to 1; what lies in the future, as by a clock that is ahead, counts as now. */
    public static double of(Instant occurredAt, Instant now, Duration halfLife) {
        double age = Math.max(0, Duration.between(occurredAt, now).toSeconds());
        return Math.pow(0.5, age / halfLife.toSeconds());
    }
}
