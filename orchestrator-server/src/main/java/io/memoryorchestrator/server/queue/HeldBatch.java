package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import java.time.Instant;
import java.util.List;

/**
 * Turns of one session that are handed over together.
 *
 * @param holds how often it came back because the provider asked to be left alone
 * @param notBefore when it may be handed over
 */
record HeldBatch(List<HeldTurn> turns, int holds, Instant notBefore) {
    HeldBatch {
        turns = List.copyOf(turns);
    }

    HeldBatch(List<HeldTurn> turns, int holds) {
        this(turns, holds, Instant.EPOCH);
    }

    SessionRef session() {
        return turns.getFirst().turn().session();
    }

    List<Turn> content() {
        return turns.stream().map(HeldTurn::turn).toList();
    }
}
