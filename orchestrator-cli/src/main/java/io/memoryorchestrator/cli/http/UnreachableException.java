package io.memoryorchestrator.cli.http;

import io.memoryorchestrator.cli.console.CommandFailure;
import java.net.URI;

/** The server did not answer. */
public final class UnreachableException extends CommandFailure {

    private static final long serialVersionUID = 1L;

    UnreachableException(URI server, Exception cause) {
        super(
                "The server at " + server + " does not answer ("
                        + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
                        + "); start it with './memctl up' or name another with --url.",
                cause);
    }
}
