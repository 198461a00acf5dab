package io.memoryorchestrator.adapter.mem0.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A piece of the platform's asynchronous work.
 *
 * @param userId whom it is for, where the event says so
 * @param metadata ours, as sent with the add
 * @param error the platform's words when it failed
 * @param createdAt when it began, or null where it does not say
 */
public record Event(
        String id,
        State state,
        @Nullable String userId,
        Map<String, @Nullable Object> metadata,
        List<String> memoryIds,
        @Nullable String error,
        @Nullable Instant createdAt) {

    /** A state that is not known counts as WORKING: it will end, or the caller stops asking. */
    public enum State {
        WORKING,
        DONE,
        FAILED
    }

    static Event read(JsonNode node) {
        String id = WireJson.text(node, "id");
        String status = WireJson.text(node, "status");
        if (id == null || status == null) {
            throw WireJson.unreadable("an event has an id and a status");
        }
        JsonNode payload = node.path("payload");
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>(WireJson.object(payload.path("metadata")));
        metadata.putAll(WireJson.object(node.path("metadata")));
        JsonNode results = node.path("results");
        List<String> ids = results.isArray() ? WireJson.ids(results) : List.of();
        return new Event(
                id,
                state(status),
                WireJson.text(payload, "user_id"),
                metadata,
                ids,
                WireJson.text(node, "error"),
                WireJson.time(node, "created_at"));
    }

    private static State state(String status) {
        return switch (status.toUpperCase(Locale.ROOT)) {
            case "SUCCEEDED" -> State.DONE;
            case "FAILED" -> State.FAILED;
            default -> State.WORKING;
        };
    }

    public boolean has(String field, String value) {
        return value.equals(metadata.get(field));
    }
}
