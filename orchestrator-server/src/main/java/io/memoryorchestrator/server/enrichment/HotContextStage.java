package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import java.util.List;

/**
 * Tells the cache of stored turns, so that what it keeps of a session stays the session's real end. While its flag is off it
 * is told nothing, and begins empty when the flag is on again.
 */
public final class HotContextStage implements Stage {
    private final MemoryAdapter cache;
    private final FlagGate gate;

    public HotContextStage(MemoryAdapter cache, FlagGate gate) {
        this.cache = cache;
        this.gate = gate;
    }

    @Override
    public String name() {
        return cache.descriptor().name();
    }

    @Override
    public boolean isOpen() {
        return gate.isOpen();
    }

    @Override
    public void handle(List<Turn> turns) {
        List<Turn> letIn = gate.letIn(turns);
        if (!letIn.isEmpty()) {
            cache.store(letIn);
        }
    }

    @Override
    public void repeat(List<Turn> turns) {
        handle(turns);
    }
}
