package io.memoryorchestrator.server.problem;

/** The process has not got its database or broker yet. */
public final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotReadyException(String waitingFor) {
        super("Not ready: " + waitingFor);
    }
}
