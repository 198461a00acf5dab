package io.memoryorchestrator.api.model;

import java.util.UUID;

/** Where a turn is found: its owner (who also decides the partition) and its id. */
public record TurnKey(UserRef user, UUID turnId) {
    public static TurnKey of(Turn turn) {
        return new TurnKey(turn.user(), turn.id());
    }
}
