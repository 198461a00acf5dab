package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
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

    /**
     * For callers that must not go on before everything is gone.
     *
     * @throws AdapterException OVERLOADED when it is not complete: the same request can be made again
     */
    public ForgetReceipt orUnfinished(String adapter) {
        if (complete) {
            return this;
        }
        throw new AdapterException(
                adapter, FailureKind.OVERLOADED, "It is still working on something that is to be forgotten", null);
    }
}
