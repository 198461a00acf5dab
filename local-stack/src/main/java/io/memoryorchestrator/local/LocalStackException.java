package io.memoryorchestrator.local;

/**
 * Something of the local stack could not be found, started or stopped.
 *
 * <p>The message is written for the person at the terminal: what happened, why, and what to do, in one line where the
 * cause allows it. It never contains a password.
 */
public final class LocalStackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LocalStackException(String message) {
        super(message);
    }

    public LocalStackException(String message, Throwable cause) {
        super(message, cause);
    }
}
