package io.memoryorchestrator.api.intent;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.TurnLabels;
import org.jspecify.annotations.Nullable;

/**
 * onTurnCommitted: a turn has become part of a conversation.
 *
 * <p>Once it is accepted the turn will be stored, redacted, or its status says why not. The same turn sent again, by
 * whatever way, is stored once; a {@code turnId} that comes again with other words fails as
 * {@code idempotency_conflict}, and the first words stand. Turns of one session are stored in the order they are sent.
 *
 * @param session whose and which conversation
 * @param labels thread, agent and namespace, where given
 * @param turn what was said; its {@code occurredAt} is required here
 * @param idempotencyKey the sender's key for this intent, or null
 */
public record TurnCommitted(
        SessionRef session,
        TurnLabels labels,
        SpokenTurn turn,
        @Nullable String idempotencyKey) implements Intent {

    @Override
    public IntentType type() {
        return IntentType.TURN_COMMITTED;
    }

    @Override
    public String key() {
        return session.key();
    }
}
