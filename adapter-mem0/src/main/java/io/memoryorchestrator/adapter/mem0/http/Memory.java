package io.memoryorchestrator.adapter.mem0.http;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A memory as either flavour shows it; what a reply leaves out is null, an absent score 0. */
public record Memory(
        String id,
        String text,
        @Nullable String userId,
        double score,
        Map<String, @Nullable Object> metadata,
        @Nullable Instant createdAt) {

    static Memory read(JsonNode node) {
        String id = WireJson.text(node, "id");
        if (id == null) {
            throw WireJson.unreadable("a memory has an id");
        }
        String text = WireJson.text(node, "memory");
        return new Memory(
                id,
                text == null ? "" : text,
                WireJson.text(node, "user_id"),
                node.path("score").asDouble(0),
                WireJson.object(node.path("metadata")),
                WireJson.time(node, "created_at"));
    }

    /** Reads the memory that was asked for, and takes no other. */
    static Memory read(JsonNode node, String id) {
        Memory memory = read(node);
        if (!memory.id().equals(id)) {
            throw WireJson.unreadable("the memory that was asked for, and not " + memory.id());
        }
        return memory;
    }

    /** Whether a metadata field has this value. */
    public boolean has(String field, String value) {
        return value.equals(metadata.get(field));
    }
}
