package io.memoryorchestrator.server.ops;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether this process does its work, and what it waits for while it does not. */
public final class Readiness {
    private final AtomicReference<Optional<String>> waitingFor =
            new AtomicReference<>(Optional.of("The process is starting"));

    void ready() {
        waitingFor.set(Optional.empty());
    }

    void waiting(String reason) {
        waitingFor.set(Optional.of(reason));
    }

    /** What the process waits for, in one line; empty when it is ready. */
    public Optional<String> waitingFor() {
        return waitingFor.get();
    }
}
