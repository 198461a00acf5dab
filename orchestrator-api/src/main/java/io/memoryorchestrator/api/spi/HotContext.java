package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import java.util.List;
import java.util.Optional;

/**
 * The ability of a cache to keep the end of busy conversations in front of a slower store. A tail that may lack turns is
 * never presented as complete: the cache either answers exactly what the store would answer, or that it does not know.
 *
 * <p>{@link MemoryAdapter#store} adds turns to tails that are known already and drops all others;
 * {@link MemoryAdapter#forget} removes them and also prevents a load that is under way from bringing them back.
 */
public interface HotContext {
    /**
     * What the cache knows by itself, without asking anybody else.
     *
     * @param limit at most this many, 1 to 1,000
     * @return the last turns, oldest first, ordered by position; an empty list for a session known to have none; nothing
     *     when the cache does not know
     */
    Optional<List<Turn>> known(SessionRef session, int limit);

    /**
     * The last turns of a session, from the cache where it knows them, else from the source, whose answer is kept. Several
     * callers that miss at once share one question to the source; it is asked on the calling thread of one of them.
     *
     * @param limit at most this many, 1 to 1,000
     * @param source the authoritative store; it may be asked for more than the limit
     * @throws io.memoryorchestrator.api.failure.AdapterException what the source throws; the cache adds no failures of its
     *     own, except UNAVAILABLE when the calling thread is interrupted while it waits
     */
    List<Turn> readThrough(SessionRef session, int limit, RecentTurns source);

    /** Makes the cache unlearn a session, to be called when its turns changed in a way that {@code store} cannot tell. */
    void invalidate(SessionRef session);

    /**
     * Makes the cache unlearn every session, and keeps loads under way from bringing them back: to be called before it is
     * used again after a time in which it was not told of stored turns.
     */
    void clear();
}
