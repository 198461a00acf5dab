package io.memoryorchestrator.api.intent;

import io.memoryorchestrator.api.model.Role;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A turn as a client tells it, before redaction.
 *
 * @param turnId the client's id, unique within the session; null lets the orchestrator derive one
 * @param seq the turn's place in the session, 0 or more; null orders it by {@code occurredAt}
 * @param content what was said, not empty
 * @param occurredAt when it was said; null in a transcript that does not tell
 * @param metadata free JSON object; empty when there is none
 * @param importance 0 to 1, or null
 */
public record SpokenTurn(
        @Nullable String turnId,
        @Nullable Long seq,
        Role role,
        String content,
        @Nullable Instant occurredAt,
        Map<String, @Nullable Object> metadata,
        @Nullable Double importance) {
    // Spelled out because javac 25 mislays the @Nullable inside Map<> on the parameter of a compact constructor:
    // callers in other modules could not pass such a map.
    public SpokenTurn(
            @Nullable String turnId,
            @Nullable Long seq,
            Role role,
            String content,
            @Nullable Instant occurredAt,
            Map<String, @Nullable Object> metadata,
            @Nullable Double importance) {
        if (content.isBlank()) {
            throw new IllegalArgumentException("content must not be blank");
        }
        if (turnId != null && (turnId.isBlank() || turnId.length() > 200)) {
            throw new IllegalArgumentException("turnId must have 1 to 200 characters");
        }
        if (seq != null && seq < 0) {
            throw new IllegalArgumentException("seq must not be negative");
        }
        if (importance != null && !(importance >= 0 && importance <= 1)) {
            throw new IllegalArgumentException("importance must lie between 0 and 1");
        }
        this.turnId = turnId;
        this.seq = seq;
        this.role = role;
        this.content = content;
        this.occurredAt = occurredAt;
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        this.importance = importance;
    }

    /** The same turn with other words, as redaction leaves it. */
    public SpokenTurn with(String newContent, Map<String, @Nullable Object> newMetadata) {
        return new SpokenTurn(turnId, seq, role, newContent, occurredAt, newMetadata, importance);
    }
}
