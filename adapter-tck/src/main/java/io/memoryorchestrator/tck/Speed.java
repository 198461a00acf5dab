package io.memoryorchestrator.tck;

import java.time.Duration;

/**
 * How long to wait for an adapter before its test fails.
 *
 * @param patience for one operation to end or one effect to show
 * @param checkSlack on top of the one second that {@code check()} has, for what a busy test machine takes
 */
public record Speed(Duration patience, Duration checkSlack) {
    /** A backend on this machine. */
    public static final Speed LOCAL = new Speed(Duration.ofSeconds(20), Duration.ofMillis(500));

    /** A backend behind the internet, or one that thinks. */
    public static final Speed REMOTE = new Speed(Duration.ofSeconds(60), Duration.ofSeconds(2));
}
