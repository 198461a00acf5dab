package io.memoryorchestrator.tck;

import org.opentest4j.TestAbortedException;

/** A test that failed as its {@link Deviation} says. */
final class Deviates extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    Deviates(Deviation deviation, Throwable failure) {
        super(deviation.reason(), failure);
    }
}
