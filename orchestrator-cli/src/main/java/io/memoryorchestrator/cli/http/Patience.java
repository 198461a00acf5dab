package io.memoryorchestrator.cli.http;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Repeats a request that may succeed later: the server is restarting, or asked to be left alone for a while.
 *
 * @param longest how long to go on after the first failure
 */
public record Patience(Duration longest) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /**
     * The request must have the same effect however often it is made.
     *
     * @throws ApiException when the server refuses, or has not recovered in time
     * @throws UnreachableException when it has not come back in time
     */
    public <T> T with(Supplier<T> request) {
        long end = 0;
        Duration pause = FIRST_PAUSE;
        while (true) {
            Duration wait;
            try {
                return request.get();
            } catch (ApiException refused) {
                if (!refused.isTemporary() || over(end)) {
                    throw refused;
                }
                wait = refused.retryAfter().orElse(pause);
            } catch (UnreachableException gone) {
                if (over(end) || Thread.currentThread().isInterrupted()) {
                    throw gone;
                }
                wait = pause;
            }
            end = end == 0 ? System.nanoTime() + longest.toNanos() : end;
            LockSupport.parkNanos(wait.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static boolean over(long end) {
        return end != 0 && System.nanoTime() >= end;
    }
}
