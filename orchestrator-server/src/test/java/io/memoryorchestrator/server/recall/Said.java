package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.model.UserRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Short ways to say turns and questions in tests. */
public final class Said {

    public static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    static final UserRef ANN = new UserRef("acme", "ann");

    private Said() {}

    /** @param day days before NOW */
    public static Turn turn(String session, long position, Role role, long day, String content) {
        return turn(ANN, session, position, role, day, content);
    }

    static Turn turn(UserRef user, String session, long position, Role role, long day, String content) {
        SessionRef ref = new SessionRef(user, session);
        return new Turn(
                TurnId.ofContent(ref, position, role, content),
                ref,
                position,
                role,
                content,
                NOW.minus(Duration.ofDays(day)),
                TurnLabels.NONE,
                Map.of(),
                Turn.DEFAULT_IMPORTANCE,
                null);
    }

    static ContextFetch ask(@Nullable String query) {
        return ask(query, null, 5, Set.of(), TurnFilter.NONE, null);
    }

    static ContextFetch ask(
            @Nullable String query,
            @Nullable String session,
            int limit,
            Set<ContextPart> include,
            TurnFilter filter,
            @Nullable Duration deadline) {
        // A cold machine loads classes for longer than the usual deadline; a test of the deadline names its own.
        Duration patience = deadline == null ? Duration.ofSeconds(20) : deadline;
        return new ContextFetch(ANN, session, query, limit, null, include, filter, null, patience);
    }
}
