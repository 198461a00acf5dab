package io.memoryorchestrator.adapter.cache;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.spi.HotContext;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.tck.AllContracts;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

class CacheConformanceTests implements AllContracts {

    @Override
    public MemoryAdapter make() {
        return new CacheAdapter(CacheSettings.DEFAULTS);
    }

    @Override
    public Optional<MemoryAdapter> makeAt(InetSocketAddress backend) {
        return Optional.empty();
    }

    /** A cache keeps turns of sessions that it has been told of from their beginning. */
    @Override
    public void reset(MemoryAdapter adapter, SessionRef session) {
        ((HotContext) adapter).readThrough(session, 1, (asked, limit) -> List.of());
    }
}
