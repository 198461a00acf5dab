package io.memoryorchestrator.server.intake;

import io.memoryorchestrator.api.intent.SpokenTurn;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.model.TurnLabels;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes a stored turn out of a redacted spoken one: its place in the session and its deterministic id. */
final class TurnAssembly {
    private TurnAssembly() {}

    /** The place a turn gives itself: its sequence number, else its time in microseconds since 1970. */
    static long position(SpokenTurn turn, Instant occurredAt) {
        Long seq = turn.seq();
        return seq != null ? seq : ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt);
    }

    static Turn assemble(SessionRef session, TurnLabels labels, SpokenTurn spoken, long position, Instant occurredAt) {
        String clientId = spoken.turnId();
        UUID id = clientId != null
                ? TurnId.ofClientId(session, clientId)
                : TurnId.ofContent(session, position, spoken.role(), spoken.content());
        Double importance = spoken.importance();
        return new Turn(
                id,
                session,
                position,
                spoken.role(),
                spoken.content(),
                occurredAt,
                labels,
                spoken.metadata(),
                importance == null ? Turn.DEFAULT_IMPORTANCE : importance,
                clientId);
    }
}
