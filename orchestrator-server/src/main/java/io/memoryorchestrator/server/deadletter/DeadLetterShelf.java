package io.memoryorchestrator.server.deadletter;

import java.util.List;
import java.util.Optional;

/** The topics on which dead letters lie. Every call may fail because the broker does not answer. */
public interface DeadLetterShelf {

    /**
     * All letters that lie there, oldest first on each topic.
     *
     * @param complete false when there were more than are read at once; the oldest are missing then
     */
    record Contents(List<StoredLetter> letters, boolean complete) {
        public Contents {
            letters = List.copyOf(letters);
        }
    }

    Contents read();

    Optional<StoredLetter> find(String id);

    /** Puts a letter's payload back on the topic that it came from; returns when the broker has it. */
    void replay(StoredLetter letter);
}
