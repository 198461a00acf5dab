package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.RecentTurns;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last turns of the conversation going on, from the cache where it knows them. */
final class OngoingSession {

    private final CanonicalStore store;
    private final int recentTurns;

    OngoingSession(CanonicalStore store, int recentTurns) {
        this.store = store;
        this.recentTurns = recentTurns;
    }

    /**
     * @param only whether there is no question, so that these turns are the whole answer
     * @param hot asked before the store
     */
    Parts.@Nullable Part<List<Turn>> begin(ContextFetch request, boolean only, Optional<RecentTurns> hot, Parts parts) {
        String sessionId = request.sessionId();
        if (sessionId == null) {
            if (only) {
                parts.missing("recent", "without a query a sessionId is needed");
            }
            return null;
        }
        int wanted = only ? request.limit() : Math.min(request.limit(), recentTurns);
        if (wanted == 0 || !request.includes(ContextPart.RECENT)) {
            return null;
        }
        SessionRef session = new SessionRef(request.user(), sessionId);
        return parts.begin("recent", () -> {
            List<Turn> known = hot.isPresent() ? hot.get().recent(session, wanted) : List.of();
            return known.isEmpty() ? store.recent(session, wanted) : known;
        });
    }
}
