package io.memoryorchestrator.server.memories;

import io.memoryorchestrator.api.canonical.Memories.Memory;
import io.memoryorchestrator.server.wire.EventJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A memory as JSON: the fields of its turn, and what is known beside it. */
final class MemoryJson {
    private MemoryJson() {}

    static Map<String, @Nullable Object> of(Memory memory) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", memory.turn().id().toString());
        json.put("type", memory.type());
        json.putAll(EventJson.turnFields(memory.turn()));
        json.put("storedAt", memory.storedAt().toString());
        json.put("accessCount", memory.uses());
        json.put(
                "lastAccessedAt",
                memory.lastUsedAt() == null ? null : memory.lastUsedAt().toString());
        return json;
    }
}
