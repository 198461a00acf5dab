package io.memoryorchestrator.adapter.mem0.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mem0's answer to an add.
 *
 * @param eventId where to ask later; null when the work is already done
 * @param memoryIds what was made; often empty, as not every utterance says something to remember
 */
public record Added(@Nullable String eventId, List<String> memoryIds) {
    public Added {
        memoryIds = List.copyOf(memoryIds);
    }
}
