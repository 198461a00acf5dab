package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.model.ContextItem;
import io.memoryorchestrator.api.model.Turn;

/** The form in which candidates are handed out. */
final class Items {

    private Items() {}

    static ContextItem of(Candidate candidate) {
        Turn turn = candidate.turn();
        return new ContextItem(
                candidate.id(),
                turn == null ? "note" : "turn",
                turn == null ? null : turn.session().sessionId(),
                turn == null ? null : turn.role(),
                candidate.text(),
                candidate.occurredAt(),
                turn == null ? null : turn.clientTurnId(),
                candidate.sources(),
                candidate.score(),
                candidate.parts());
    }
}
