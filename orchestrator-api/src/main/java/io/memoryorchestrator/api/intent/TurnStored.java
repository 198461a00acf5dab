package io.memoryorchestrator.api.intent;

import io.memoryorchestrator.api.model.Turn;
import java.time.Instant;

/**
 * The event that follows a commit, once per delivery of the turn: subscribers must treat a repeated turn id as the same
 * turn.
 *
 * @param turn redacted, exactly as stored
 * @param intentId the intent that brought it
 * @param storedAt when the canonical store committed
 */
public record TurnStored(Turn turn, String intentId, Instant storedAt) {
    public static final String TOPIC = "memory.turn-stored.v1";
    public static final String EVENT_TYPE = "io.memoryorchestrator.turn-stored.v1";
}
