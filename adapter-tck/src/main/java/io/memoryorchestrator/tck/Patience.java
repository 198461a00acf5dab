package io.memoryorchestrator.tck;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions, up to a deadline. */
final class Patience {
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(20);

    private Patience() {}

    /** Asks until the answer is yes; false when the time is over first. */
    static boolean until(Duration patience, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN);
        }
        return true;
    }
}
