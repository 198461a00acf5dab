package io.memoryorchestrator.tck.node;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/** Waits for what the store's clock brings about. */
final class Waiting {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofMillis(2);

    private Waiting() {}

    static void until(BooleanSupplier condition) {
        Assertions.assertTimeoutPreemptively(LONGEST, () -> {
            while (!condition.getAsBoolean()) {
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        });
    }
}
