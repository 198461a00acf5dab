package io.memoryorchestrator.server.queue;

import org.jspecify.annotations.Nullable;

/**
 * The broker did not do it, in time or at all: nothing has been promised, and trying again helps once it is mended. The message
 * names topics, rights and settings, and is for operators.
 */
public final class QueueUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String told;

    /** @param told the same for whoever asked, without the broker's words */
    public QueueUnavailableException(String message, String told, @Nullable Throwable cause) {
        super(message, cause);
        this.told = told;
    }

    public String told() {
        return told;
    }
}
