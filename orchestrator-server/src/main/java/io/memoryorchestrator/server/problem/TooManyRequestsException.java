package io.memoryorchestrator.server.problem;

import java.time.Duration;

/** The caller asks more often, or for more at once, than it may. */
public final class TooManyRequestsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final Duration retryAfter;

    /** @param code stable, as clients compare it */
    public TooManyRequestsException(String code, String message, Duration retryAfter) {
        super(message);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public String code() {
        return code;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
