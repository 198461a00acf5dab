package io.memoryorchestrator.server.problem;

/** What was asked for is not there, or not for the one who asks; both look the same from outside. */
public final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message);
    }
}
