package io.memoryorchestrator.adapter.cache.spring;

import io.memoryorchestrator.adapter.cache.CacheSettings;
import io.memoryorchestrator.api.model.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The cache of busy conversations.
 *
 * @param enabled whether it is used as long as its flag was never set; without it everything works, slower
 * @param ttl how long a session is answered from the cache, counted from its load
 * @param maxSessions sessions kept at most
 * @param turnsPerSession turns kept of each session at most
 * @param maxSize estimated heap that all sessions together may take
 * @param redisUrl {@code redis://…} or {@code rediss://…} of a Redis that processes share; none to keep a cache in each
 * @param redisTimeout how long one command to Redis may take
 */
@ConfigurationProperties("orchestrator.adapter.cache")
record CacheProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("10m") Duration ttl,
        @DefaultValue("10000") int maxSessions,
        @DefaultValue("50") int turnsPerSession,
        @DefaultValue("64MB") DataSize maxSize,
        @Nullable String redisUrl,
        @DefaultValue("250ms") Duration redisTimeout) {

    CacheSettings settings() {
        CacheSettings.Redis redis = redisUrl == null || redisUrl.isBlank()
                ? null
                : new CacheSettings.Redis(Secret.of(redisUrl), redisTimeout);
        return new CacheSettings(ttl, maxSessions, turnsPerSession, maxSize.toBytes(), redis);
    }

    /** A record would show the URL, and with it the password. */
    @Override
    public String toString() {
        return "CacheProperties[enabled=" + enabled + ", " + settings() + "]";
    }
}
