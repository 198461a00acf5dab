package io.memoryorchestrator.adapter.mem0.scripted;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The part of Mem0's filter grammar that the adapter uses: user_id, metadata, AND, OR; bare metadata fields for OSS. */
record ScriptedFilter(JsonNode filter) {

    boolean accepts(StoredMemory memory) {
        return accepts(filter, memory);
    }

    private static boolean accepts(JsonNode node, StoredMemory memory) {
        return node.properties().stream().allMatch(field -> accepts(field, memory));
    }

    private static boolean accepts(Map.Entry<String, JsonNode> field, StoredMemory memory) {
        JsonNode value = field.getValue();
        return switch (field.getKey()) {
            case "AND" -> value.valueStream().allMatch(part -> accepts(part, memory));
            case "OR" -> value.valueStream().anyMatch(part -> accepts(part, memory));
            case "user_id" -> memory.userId().equals(value.asString());
            case "metadata" ->
                value.properties().stream()
                        .allMatch(wanted -> wanted.getValue().asString().equals(memory.field(wanted.getKey())));
            default -> value.asString().equals(memory.field(field.getKey()));
        };
    }
}
