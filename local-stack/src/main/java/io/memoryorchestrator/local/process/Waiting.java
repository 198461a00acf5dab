package io.memoryorchestrator.local.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a condition of the outside world that nobody announces. */
public final class Waiting {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private Waiting() {}

    /**
     * Looks until the condition holds or the time is over.
     *
     * @return whether it held; false at once when the thread is interrupted
     */
    public static boolean until(BooleanSupplier condition, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }
}
