package io.memoryorchestrator.adapter.cache;

import io.lettuce.core.RedisURI;
import io.memoryorchestrator.api.model.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much the cache keeps, and for how long.
 *
 * @param ttl how long a session is answered from the cache before the authoritative store is asked again, counted from the
 *     moment it was loaded however often it is read or added to; so also the longest time that a missed event can matter
 * @param maxSessions sessions kept at most, 1 to 10,000,000
 * @param turnsPerSession turns kept of each session at most, 1 to 1,000
 * @param maxBytes estimated heap that all sessions together may take, at least 64 KiB; whichever of this and
 *     {@code maxSessions} is met first evicts the least useful sessions
 * @param redis where processes share one cache; null to keep one in each process. Redis bounds its own memory, so
 *     {@code maxSessions} and {@code maxBytes} are without meaning then
 */
public record CacheSettings(
        Duration ttl,
        int maxSessions,
        int turnsPerSession,
        long maxBytes,
        @Nullable Redis redis) {

    /** Ten minutes, 10,000 sessions of up to 50 turns, 64 MiB. */
    public static final CacheSettings DEFAULTS =
            new CacheSettings(Duration.ofMinutes(10), 10_000, 50, 64L * 1024 * 1024, null);

    private static final long LEAST_BYTES = 64L * 1024;

    public CacheSettings {
        if (ttl.compareTo(Duration.ofMillis(1)) < 0 || ttl.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("ttl must lie between 1ms and 7d, but is " + ttl);
        }
        if (maxSessions < 1 || maxSessions > 10_000_000) {
            throw new IllegalArgumentException("maxSessions must lie between 1 and 10000000, but is " + maxSessions);
        }
        if (turnsPerSession < 1 || turnsPerSession > 1_000) {
            throw new IllegalArgumentException(
                    "turnsPerSession must lie between 1 and 1000, but is " + turnsPerSession);
        }
        if (maxBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("maxBytes must be at least " + LEAST_BYTES + ", but is " + maxBytes);
        }
    }

    /** The same, shared through a Redis. */
    public CacheSettings withRedis(Redis shared) {
        return new CacheSettings(ttl, maxSessions, turnsPerSession, maxBytes, shared);
    }

    /**
     * A Redis or Valkey.
     *
     * @param url {@code redis://user:password@host:port/database} or {@code rediss://…} for TLS; kept as a secret because it
     *     may hold the password
     * @param timeout how long one command may take, 10ms to 10s; a read that takes longer is a miss
     */
    public record Redis(Secret url, Duration timeout) {
        /** Far above what a Redis nearby takes, and far below what a person notices. */
        public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(250);

        public Redis {
            if (timeout.compareTo(Duration.ofMillis(10)) < 0 || timeout.compareTo(Duration.ofSeconds(10)) > 0) {
                throw new IllegalArgumentException("redis-timeout must lie between 10ms and 10s, but is " + timeout);
            }
            parse(url);
            try {
                RedisURI.create(url.reveal().strip());
            } catch (IllegalArgumentException refused) {
                throw unusable("the Redis client does not understand it");
            }
        }

        public static Redis of(String url) {
            return new Redis(Secret.of(url), DEFAULT_TIMEOUT);
        }

        /** For messages: no user, no password. */
        String place() {
            URI uri = parse(url);
            return uri.getHost() + ":" + (uri.getPort() < 0 ? 6379 : uri.getPort());
        }

        private static URI parse(Secret url) {
            try {
                URI uri = new URI(url.reveal().strip());
                if (("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme())) && uri.getHost() != null) {
                    return uri;
                }
            } catch (URISyntaxException notOne) {
                throw unusable("it is no valid URL near position " + notOne.getIndex()
                        + " (characters such as @ : / ? # in a password must be percent-encoded)");
            }
            throw unusable("it does not begin with redis:// or rediss:// and name a host");
        }

        private static IllegalArgumentException unusable(String why) {
            return new IllegalArgumentException("The Redis URL cannot be used: " + why
                    + ". Give redis://{user}:{password}@{host}:{port}, or rediss:// for TLS");
        }
    }
}
