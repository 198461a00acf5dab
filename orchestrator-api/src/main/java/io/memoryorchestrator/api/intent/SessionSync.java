package io.memoryorchestrator.api.intent;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.TurnLabels;
import java.util.List;

/**
 * syncSession: the whole transcript of a session as its owner sees it. The orchestrator finds what is missing and stores
 * that; it removes nothing. The same transcript sent again stores nothing, and words that were said several times stay
 * several turns. It may overtake no turn of its session that was sent before it.
 *
 * @param turns in the order they were said, 1 to 5,000
 */
public record SessionSync(SessionRef session, TurnLabels labels, List<SpokenTurn> turns) implements Intent {

    /** A longer transcript is sent in several parts, each with {@code seq} or {@code turnId} on its turns. */
    public static final int MAX_TURNS = 5_000;

    public SessionSync {
        turns = List.copyOf(turns);
        if (turns.isEmpty() || turns.size() > MAX_TURNS) {
            throw new IllegalArgumentException("turns must hold 1 to " + MAX_TURNS + " turns");
        }
    }

    @Override
    public IntentType type() {
        return IntentType.SESSION_SYNC;
    }

    @Override
    public String key() {
        return session.key();
    }
}
