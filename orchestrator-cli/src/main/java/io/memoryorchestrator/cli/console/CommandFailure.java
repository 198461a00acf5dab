package io.memoryorchestrator.cli.console;

/** A command cannot do what it was asked; the message is the one line the user sees, and the exit code is 1. */
public class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
