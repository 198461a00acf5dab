package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.server.intake.InboundRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/** Turns as the delivery consumer holds them. */
final class HeldTurns {
    static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    private HeldTurns() {}

    static HeldTurn of(String session, long offset, int attempt) {
        Turn turn = new Turn(
                UUID.nameUUIDFromBytes((session + offset).getBytes(StandardCharsets.UTF_8)),
                SessionRef.of("t", "u", session),
                offset,
                Role.USER,
                "turn " + offset,
                NOW,
                new TurnLabels(null, null, null),
                Map.of(),
                Turn.DEFAULT_IMPORTANCE,
                null);
        var origin = new InboundRecord(
                Topics.TURN_STORED, 0, offset, NOW, "t:u:" + session, Map.of("ce_id", "i" + offset), new byte[] {1});
        return new HeldTurn(
                turn, origin, new TopicPartition(Topics.TURN_STORED, 0), offset, attempt, attempt == 0 ? null : NOW);
    }
}
