package io.memoryorchestrator.server.problem;

/** A request body is larger than the gateway reads. */
public final class BodyTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BodyTooLargeException(long limit) {
        super("A request body has at most " + limit + " bytes: send fewer intents at once");
    }
}
