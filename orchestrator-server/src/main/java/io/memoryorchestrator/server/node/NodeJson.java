package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeMatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Entries and matches as answers show them; the numbers of vectors only when they are asked for. */
final class NodeJson {
    private NodeJson() {}

    static Map<String, @Nullable Object> of(NodeEntry entry, boolean embeddings) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("nodeId", entry.node().nodeId());
        json.put("kind", entry.kind().pathName());
        json.put("key", entry.key());
        json.putAll(entry.value().fields());
        if (!embeddings) {
            json.remove("embedding");
            if (json.get("chunks") instanceof List<?> chunks) {
                json.put("chunks", chunks.stream().map(NodeJson::withoutVector).toList());
            }
        }
        json.put("namespace", Objects.toString(entry.namespace(), null));
        json.put("metadata", entry.metadata());
        json.put("createdAt", entry.createdAt().toString());
        json.put("updatedAt", entry.updatedAt().toString());
        json.put("expiresAt", Objects.toString(entry.expiresAt(), null));
        return json;
    }

    static Map<String, @Nullable Object> of(NodeMatch match, boolean embeddings) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("entry", of(match.entry(), embeddings));
        putPresent(json, "score", match.score());
        putPresent(json, "chunk", match.chunk());
        putPresent(json, "depth", match.depth());
        putPresent(json, "weight", match.weight());
        return json;
    }

    private static Object withoutVector(Object chunk) {
        Map<Object, @Nullable Object> json = new LinkedHashMap<>((Map<?, ?>) chunk);
        json.remove("embedding");
        json.remove("model");
        return json;
    }

    private static void putPresent(Map<String, @Nullable Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
