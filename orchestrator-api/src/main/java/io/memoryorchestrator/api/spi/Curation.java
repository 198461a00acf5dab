package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.Turn;

/**
 * Advice of an adapter on which turns are worth sending to it, and how many at a time. It is no {@link Ability}:
 * {@code store} takes any turn, and whoever does not ask may send everything.
 */
public interface Curation {

    /** Judges a turn by itself, without I/O. The same turn always gets the same verdict. */
    Verdict judge(Turn turn);

    /** A new, empty gathering after the adapter's rule; used by one thread. */
    TurnBatching batching();

    /** Whether to send a turn. */
    sealed interface Verdict {

        /** It may hold something to remember. */
        record Send() implements Verdict {}

        /**
         * It holds nothing to remember.
         *
         * @param reason a short code, such as {@code greeting}; a ledger keeps it
         */
        record Skip(String reason) implements Verdict {}
    }
}
