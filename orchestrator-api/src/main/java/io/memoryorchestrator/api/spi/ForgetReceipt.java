package io.memoryorchestrator.api.spi;

import java.util.Map;

/**
 * What was removed.
 *
 * @param removed counts by place, such as {@code turns -> 12, embeddings -> 12}; a place with nothing may be left out
 * @param complete false when the backend removes in the background and cannot say yet that it is done
 */
public record ForgetReceipt(Map<String, Long> removed, boolean complete) {
    public ForgetReceipt {
        removed = Map.copyOf(removed);
    }
}
