package io.memoryorchestrator.server.problem;

/** The same idempotency key or intent id came with another body; what came first stands. */
public final class IdempotencyConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IdempotencyConflictException() {
        super("This idempotency key was used for another body: use a new key for a new intent");
    }
}
