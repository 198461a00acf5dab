package io.memoryorchestrator.api.canonical;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What operators have done about dead letters. The letters themselves lie on their topics, which cannot be written to; a
 * letter without a mark is open.
 */
public interface DeadLetterMarks {

    /** The marks of these letters; open ones are absent. */
    Map<String, Mark> find(Collection<String> letterIds);

    /** Marks a letter; the newest mark counts. */
    void mark(String letterId, State state, String actor, @Nullable String because);

    /**
     * What was done about a letter.
     *
     * @param actor who did it
     * @param because why, in the actor's words, or null
     */
    record Mark(State state, String actor, @Nullable String because, Instant at) {}

    /** What can be done about a letter. */
    enum State {
        /** Its payload was put on the topic that it came from. */
        REPLAYED,
        /** Nobody wants it handled any more. */
        DISCARDED,
        /** It was to be replayed, and its user is erased. */
        SUPPRESSED
    }
}
