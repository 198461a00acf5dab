package io.memoryorchestrator.server.problem;

/** What was to be changed is kept elsewhere, and has to be changed there. */
public final class ReadOnlyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message where it is kept and how it is changed there */
    public ReadOnlyException(String message) {
        super(message);
    }
}
