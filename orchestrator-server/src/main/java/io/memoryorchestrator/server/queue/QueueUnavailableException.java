package io.memoryorchestrator.server.queue;

import org.jspecify.annotations.Nullable;

/** The broker did not do it, in time or at all: nothing has been promised, and trying again helps once it is mended. */
public final class QueueUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueueUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
