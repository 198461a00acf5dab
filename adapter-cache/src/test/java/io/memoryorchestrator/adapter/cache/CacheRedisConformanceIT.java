package io.memoryorchestrator.adapter.cache;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.spi.HotContext;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.tck.AllContracts;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

class CacheRedisConformanceIT implements AllContracts {
    private @Nullable RedisServer redis;

    private RedisServer redis() {
        RedisServer running = redis;
        if (running == null) {
            running = RedisServer.start();
            redis = running;
        }
        return running;
    }

    @AfterAll
    void stop() {
        if (redis != null) {
            redis.close();
        }
    }

    @Override
    public MemoryAdapter make() {
        return at(redis().url());
    }

    @Override
    public Optional<MemoryAdapter> makeAt(InetSocketAddress backend) {
        return Optional.of(at("redis://default:%s@%s:%d"
                .formatted(RedisServer.PASSWORD, backend.getAddress().getHostAddress(), backend.getPort())));
    }

    private static MemoryAdapter at(String url) {
        return RedisServer.cacheAt(url);
    }

    @Override
    public void reset(MemoryAdapter adapter, SessionRef session) {
        ((HotContext) adapter).readThrough(session, 1, (asked, limit) -> List.of());
    }

    @Override
    public Set<String> secrets() {
        return Set.of(RedisServer.PASSWORD);
    }
}
