package io.memoryorchestrator.server.recall;

import java.time.Duration;

/** A point in monotonic time by which something must be done. */
record Deadline(long nanoTime) {

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Never negative. */
    long nanosLeft() {
        return Math.max(0, nanoTime - System.nanoTime());
    }

    /** The same deadline with something kept back for what comes after. */
    Deadline less(Duration reserve) {
        return new Deadline(nanoTime - reserve.toNanos());
    }
}
