package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.Turn;
import java.time.Instant;
import java.util.List;

/**
 * Gathers turns into batches of one session each. A turn is given back exactly once, in the order it came within its
 * session; until then it is in nobody's hands but the caller's, who has not acknowledged it. Not thread-safe.
 */
public interface TurnBatching {

    /**
     * Takes a turn.
     *
     * @return the batches that are complete by it; usually none or one
     */
    List<List<Turn>> offer(Turn turn, Instant now);

    /** The batches whose session has been idle, or which have been open, long enough. */
    List<List<Turn>> due(Instant now);
}
