package io.memoryorchestrator.adapter.cache;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.model.TurnLabels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Turns to test with. */
final class Conversation {
    static final SessionRef SESSION = SessionRef.of("acme", "ada", "monday");

    private Conversation() {}

    static Turn turn(long position) {
        return turn(SESSION, position);
    }

    static Turn turn(SessionRef session, long position) {
        return turn(session, position, "turn " + position);
    }

    static Turn turn(SessionRef session, long position, String content) {
        return new Turn(
                TurnId.ofClientId(session, "t" + position),
                session,
                position,
                position % 2 == 0 ? Role.ASSISTANT : Role.USER,
                content,
                Instant.EPOCH.plusSeconds(position),
                TurnLabels.NONE,
                Map.of(),
                Turn.DEFAULT_IMPORTANCE,
                "t" + position);
    }

    static List<Turn> turns(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Conversation::turn).toList();
    }
}
