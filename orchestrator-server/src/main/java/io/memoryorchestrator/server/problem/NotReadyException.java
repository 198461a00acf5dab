package io.memoryorchestrator.server.problem;

/** The process has not got its database or broker yet. */
public final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotReadyException() {
        super("The server waits for its database or its broker: try again; its health endpoint says for which");
    }
}
