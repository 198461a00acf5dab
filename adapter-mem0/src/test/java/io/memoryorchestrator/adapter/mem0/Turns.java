package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.model.TurnLabels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns for tests. */
final class Turns {
    static final SessionRef ANNA = SessionRef.of("t1", "anna", "s1");

    private Turns() {}

    static Turn of(SessionRef session, long position, Role role, String content) {
        return new Turn(
                TurnId.ofClientId(session, "c" + position),
                session,
                position,
                role,
                content,
                Instant.parse("2026-03-01T10:00:00Z").plusSeconds(position),
                TurnLabels.NONE,
                Map.of(),
                Turn.DEFAULT_IMPORTANCE,
                "c" + position);
    }

    static Turn user(long position, String content) {
        return of(ANNA, position, Role.USER, content);
    }

    static List<Turn> some(SessionRef session, int count) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            turns.add(of(session, i, i % 2 == 0 ? Role.USER : Role.ASSISTANT, "sentence number " + i));
        }
        return turns;
    }
}
