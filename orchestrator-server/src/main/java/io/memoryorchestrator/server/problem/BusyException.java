package io.memoryorchestrator.server.problem;

/** The caller asks for more at once than one may have. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code stable, as clients compare it */
    public BusyException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
