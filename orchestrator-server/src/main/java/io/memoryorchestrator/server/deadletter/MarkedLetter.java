package io.memoryorchestrator.server.deadletter;

import io.memoryorchestrator.api.canonical.DeadLetterMarks.Mark;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter and what was done about it.
 *
 * @param mark null while it is open
 */
public record MarkedLetter(StoredLetter letter, @Nullable Mark mark) {
    boolean open() {
        return mark == null;
    }
}
