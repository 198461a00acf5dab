package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import java.util.List;

/** Tells the cache of stored turns, so that what it keeps of a session stays the session's real end. */
public final class HotContextStage implements Stage {
    private final MemoryAdapter cache;

    public HotContextStage(MemoryAdapter cache) {
        this.cache = cache;
    }

    @Override
    public String name() {
        return cache.descriptor().name();
    }

    @Override
    public void handle(List<Turn> turns) {
        cache.store(turns);
    }

    @Override
    public void repeat(List<Turn> turns) {
        cache.store(turns);
    }
}
