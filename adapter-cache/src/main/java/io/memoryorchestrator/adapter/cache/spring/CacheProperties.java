package io.memoryorchestrator.adapter.cache.spring;

import io.memoryorchestrator.adapter.cache.CacheSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The cache of busy conversations.
 *
 * @param enabled whether this process keeps one; without it everything works, slower
 * @param ttl how long a session is answered from the cache, counted from its load
 * @param maxSessions sessions kept at most
 * @param turnsPerSession turns kept of each session at most
 * @param maxSize estimated heap that all sessions together may take
 */
@ConfigurationProperties("orchestrator.adapter.cache")
record CacheProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("10m") Duration ttl,
        @DefaultValue("10000") int maxSessions,
        @DefaultValue("50") int turnsPerSession,
        @DefaultValue("64MB") DataSize maxSize) {

    CacheSettings settings() {
        return new CacheSettings(ttl, maxSessions, turnsPerSession, maxSize.toBytes());
    }
}
