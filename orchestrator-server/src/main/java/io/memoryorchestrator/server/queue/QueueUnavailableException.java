package io.memoryorchestrator.server.queue;

import org.jspecify.annotations.Nullable;

/** The broker did not acknowledge in time: nothing has been promised, and the sender should try again. */
public final class QueueUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueueUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
