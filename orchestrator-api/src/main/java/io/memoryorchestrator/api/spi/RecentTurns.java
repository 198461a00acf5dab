package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import java.util.List;

/** The ability to read the end of a conversation. */
public interface RecentTurns {

    /**
     * The last turns of a session, oldest first, ordered by position.
     *
     * @param limit at most this many, 1 to 1,000
     * @return fewer than the limit only when the session has no more; empty for a session that does not exist. An adapter
     *     that is not permanent may also answer empty when it does not know
     */
    List<Turn> recent(SessionRef session, int limit);
}
