package io.memoryorchestrator.adapter.mem0.scripted;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a scripted Mem0 keeps of one add. */
public record StoredMemory(
        UUID id, String userId, String text, Map<String, @Nullable Object> metadata, Instant createdAt) {
    public @Nullable Object field(String name) {
        return metadata.get(name);
    }
}
