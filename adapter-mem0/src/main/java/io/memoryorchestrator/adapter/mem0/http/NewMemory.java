package io.memoryorchestrator.adapter.mem0.http;

import java.time.Instant;
import java.util.Map;

/**
 * One utterance to be distilled.
 *
 * @param userId with its tenant in front
 * @param role {@code user}, {@code assistant} or {@code system}: the roles that Mem0 knows
 * @param metadata copied by Mem0 to every memory it makes of this
 * @param occurredAt lets a replay of history keep its dates (platform only)
 * @param infer false to store the words as they are instead of what a model makes of them
 */
public record NewMemory(
        String userId, String role, String content, Map<String, String> metadata, Instant occurredAt, boolean infer) {
    public NewMemory {
        metadata = Map.copyOf(metadata);
    }

    @Override
    public String toString() {
        return "NewMemory[userId=" + userId + ", role=" + role + ", characters=" + content.length() + "]";
    }
}
