package io.memoryorchestrator.server.problem;

import java.time.Duration;

/** A user or a tenant asks more often than it may. */
public final class TooManyRequestsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** @param whose {@code user} or {@code tenant} */
    public TooManyRequestsException(String whose, int perSecond, Duration retryAfter) {
        super("This " + whose + " may send " + perSecond + " requests a second: wait, then go on more slowly,"
                + " or send several intents in one request");
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
