package io.memoryorchestrator.tck;

import org.opentest4j.TestAbortedException;

/** Why a test does not apply to an adapter: it declares no such ability, or has no such part. */
final class NotOffered extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    NotOffered(String reason) {
        super(reason);
    }
}
