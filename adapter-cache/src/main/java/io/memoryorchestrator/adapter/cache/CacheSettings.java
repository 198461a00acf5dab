package io.memoryorchestrator.adapter.cache;

import java.time.Duration;

/**
 * How much the cache keeps, and for how long.
 *
 * @param ttl how long a session is answered from the cache before the authoritative store is asked again, counted from the
 *     moment it was loaded however often it is read or added to; so also the longest time that a missed event can matter
 * @param maxSessions sessions kept at most, 1 to 10,000,000
 * @param turnsPerSession turns kept of each session at most, 1 to 1,000
 * @param maxBytes estimated heap that all sessions together may take, at least 64 KiB; whichever of this and
 *     {@code maxSessions} is met first evicts the least useful sessions
 */
public record CacheSettings(Duration ttl, int maxSessions, int turnsPerSession, long maxBytes) {

    /** Ten minutes, 10,000 sessions of up to 50 turns, 64 MiB. */
    public static final CacheSettings DEFAULTS =
            new CacheSettings(Duration.ofMinutes(10), 10_000, 50, 64L * 1024 * 1024);

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
}
