package io.memoryorchestrator.adapter.cache;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnLabels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tails as text. Owner and session are not in it: they are those of the key it is found under. */
final class TailJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private TailJson() {}

    static String write(Tail tail) {
        return JSON.writeValueAsString(new Written(
                tail.whole(), tail.turns().stream().map(WrittenTurn::of).toList()));
    }

    /** Nothing when the text is not a tail. */
    static Optional<Tail> read(SessionRef session, String text, long loadedAt) {
        try {
            Written written = JSON.readValue(text, Written.class);
            return Optional.of(new Tail(
                    written.turns().stream().map(turn -> turn.of(session)).toList(), written.whole(), loadedAt));
        } catch (JacksonException | IllegalArgumentException | NullPointerException garbage) {
            return Optional.empty();
        }
    }

    private record Written(boolean whole, List<WrittenTurn> turns) {}

    private record WrittenTurn(
            UUID id,
            long position,
            Role role,
            String content,
            Instant occurredAt,
            @Nullable String threadId,
            @Nullable String agentId,
            @Nullable String namespace,
            Map<String, @Nullable Object> metadata,
            double importance,
            @Nullable String clientTurnId) {

        static WrittenTurn of(Turn turn) {
            return new WrittenTurn(
                    turn.id(),
                    turn.position(),
                    turn.role(),
                    turn.content(),
                    turn.occurredAt(),
                    turn.labels().threadId(),
                    turn.labels().agentId(),
                    turn.labels().namespace(),
                    turn.metadata(),
                    turn.importance(),
                    turn.clientTurnId());
        }

        Turn of(SessionRef session) {
            return new Turn(
                    Objects.requireNonNull(id),
                    session,
                    position,
                    Objects.requireNonNull(role),
                    content,
                    Objects.requireNonNull(occurredAt),
                    new TurnLabels(threadId, agentId, namespace),
                    metadata,
                    importance,
                    clientTurnId);
        }
    }
}
