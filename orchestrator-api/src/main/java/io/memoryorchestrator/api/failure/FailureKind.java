package io.memoryorchestrator.api.failure;

/**
 * What went wrong, in the only words the rest of the system has to understand. An adapter that cannot tell whether trying
 * again helps says UNAVAILABLE: a repetition is harmless, and what is set aside too early has to be fetched back by hand.
 */
public enum FailureKind {
    /** The backend cannot be reached or is not itself (down, failing over, read-only). Trying later helps. */
    UNAVAILABLE(true),
    /** The backend is there and asks for less (rate limit, pool exhausted, time-out under load). Trying later helps. */
    OVERLOADED(true),
    /** The backend refuses this request and would refuse it again (invalid, forbidden, too large). */
    REJECTED(false),
    /** The adapter does not have the ability that was asked for. */
    UNSUPPORTED(false);

    private final boolean retryable;

    FailureKind(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether the same call may succeed later without anybody changing it. */
    public boolean retryable() {
        return retryable;
    }
}
