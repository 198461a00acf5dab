package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import java.util.List;

/**
 * Turns of one session that are handed over together.
 *
 * @param holds how often it came back because the provider asked to be left alone
 */
record HeldBatch(List<HeldTurn> turns, int holds) {
    HeldBatch {
        turns = List.copyOf(turns);
    }

    SessionRef session() {
        return turns.getFirst().turn().session();
    }

    List<Turn> content() {
        return turns.stream().map(HeldTurn::turn).toList();
    }
}
