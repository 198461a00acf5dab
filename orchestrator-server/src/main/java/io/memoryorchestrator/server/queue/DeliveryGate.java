package io.memoryorchestrator.server.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether batches may be handed over. Closed, it lets none through until a given time, then one at a time, and opens when
 * one came through well.
 */
final class DeliveryGate {
    /** Without advice, and where the advice is shorter than looking makes sense. */
    private static final Duration SHORTEST = Duration.ofMillis(200);

    private final int concurrency;
    private @Nullable Instant since;
    private Instant until = Instant.EPOCH;
    private String reason = "";

    DeliveryGate(int concurrency) {
        this.concurrency = concurrency;
    }

    /** Closing a closed gate keeps since when it is closed. */
    void close(Instant now, Duration hold, String why) {
        since = since == null ? now : since;
        Instant asked = now.plus(hold.compareTo(SHORTEST) < 0 ? SHORTEST : hold);
        until = asked.isAfter(until) ? asked : until;
        reason = why;
    }

    void open() {
        since = null;
        until = Instant.EPOCH;
        reason = "";
    }

    /** How many batches may be begun now. */
    int room(Instant now, int underWay) {
        if (since == null) {
            return concurrency - underWay;
        }
        return now.isBefore(until) ? 0 : 1 - underWay;
    }

    /** Whether the time it is closed for is up. */
    boolean mayProbe(Instant now) {
        return since != null && !now.isBefore(until);
    }

    boolean isClosed() {
        return since != null;
    }

    @Nullable
    Instant since() {
        return since;
    }

    String reason() {
        return reason;
    }
}
