package io.memoryorchestrator.server.problem;

/** What is there does not allow the request; it may be repeated after a look at what is there. */
public final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code stable, as clients compare it */
    public ConflictException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
