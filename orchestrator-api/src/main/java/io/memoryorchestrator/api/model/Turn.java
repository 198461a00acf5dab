package io.memoryorchestrator.api.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One redacted utterance in a session, as it is stored.
 *
 * @param id deterministic, see {@link TurnId}
 * @param session the conversation it belongs to
 * @param position its place in the session: the client's sequence number, else {@code occurredAt} in microseconds since
 *     1970. Reads are ordered by it; gaps and late arrivals are allowed
 * @param role who said it
 * @param content the redacted text, never empty
 * @param occurredAt when it was said, as the client tells it
 * @param labels optional names it is filed under
 * @param metadata free JSON object, redacted
 * @param importance 0 (noise) to 1 (must not be forgotten); 0.5 when nobody said
 * @param clientTurnId the client's own id for the turn, or null
 */
public record Turn(
        UUID id,
        SessionRef session,
        long position,
        Role role,
        String content,
        Instant occurredAt,
        TurnLabels labels,
        Map<String, @Nullable Object> metadata,
        double importance,
        @Nullable String clientTurnId) {

    /** Used when a turn does not say how important it is. */
    public static final double DEFAULT_IMPORTANCE = 0.5;

    // Spelled out because javac 25 mislays the @Nullable inside Map<> on the parameter of a compact constructor:
    // callers in other modules could not pass such a map.
    public Turn(
            UUID id,
            SessionRef session,
            long position,
            Role role,
            String content,
            Instant occurredAt,
            TurnLabels labels,
            Map<String, @Nullable Object> metadata,
            double importance,
            @Nullable String clientTurnId) {
        if (content.isEmpty()) {
            throw new IllegalArgumentException("content must not be empty");
        }
        if (!(importance >= 0 && importance <= 1)) {
            throw new IllegalArgumentException("importance must lie between 0 and 1");
        }
        this.id = id;
        this.session = session;
        this.position = position;
        this.role = role;
        this.content = content;
        this.occurredAt = occurredAt;
        this.labels = labels;
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        this.importance = importance;
        this.clientTurnId = clientTurnId;
    }

    public UserRef user() {
        return session.user();
    }
}
