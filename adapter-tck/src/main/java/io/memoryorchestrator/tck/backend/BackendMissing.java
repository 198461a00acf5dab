package io.memoryorchestrator.tck.backend;

import org.opentest4j.TestAbortedException;

/** A real backend is not on this machine and need not be. */
public final class BackendMissing extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    BackendMissing(String name, Throwable cause) {
        super(
                name + " is not here (" + cause.getMessage() + "); with -Dtck.backends=required that is a failure",
                cause);
    }
}
