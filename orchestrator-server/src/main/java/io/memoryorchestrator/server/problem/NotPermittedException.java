package io.memoryorchestrator.server.problem;

/** Who is asking is known and may not do this. */
public final class NotPermittedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code stable, as clients compare it */
    public NotPermittedException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
