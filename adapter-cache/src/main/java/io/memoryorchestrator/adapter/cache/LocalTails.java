package io.memoryorchestrator.adapter.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.memoryorchestrator.api.model.SessionRef;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Tails in this process's heap, each for one time to live counted from its load, all within one weight. */
final class LocalTails {
    private static final long UNIT = 1_024;

    private final Cache<SessionRef, Tail> tails;

    LocalTails(CacheSettings settings, LongSupplier nanos) {
        long capacity = Math.max(1, settings.maxBytes() / UNIT);
        // A floor under every weight makes one bound do for both: no more than maxSessions floors fit into the
        // capacity.
        long floor = Math.max(1, Math.ceilDiv(capacity, settings.maxSessions()));
        this.tails = Caffeine.newBuilder()
                .maximumWeight(capacity)
                .weigher((SessionRef session, Tail tail) ->
                        (int) Math.clamp(Math.ceilDiv(TailWeight.bytes(tail), UNIT), floor, Integer.MAX_VALUE))
                .expireAfter(new SinceLoad(settings.ttl().toNanos()))
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    Optional<Tail> find(SessionRef session) {
        return Optional.ofNullable(tails.getIfPresent(session));
    }

    /** Puts the tail when the condition still holds, asked while nobody else can change this session. */
    void putIf(SessionRef session, Tail tail, BooleanSupplier condition) {
        tails.asMap().compute(session, (key, old) -> condition.getAsBoolean() ? tail : old);
    }

    /** Changes a known tail, alone; a change to nothing removes it. */
    void change(SessionRef session, Function<Tail, Optional<Tail>> change) {
        tails.asMap()
                .computeIfPresent(session, (key, tail) -> change.apply(tail).orElse(null));
    }

    /** Changes every known tail whose session is meant, each alone. */
    void changeAll(Predicate<SessionRef> which, Function<Tail, Optional<Tail>> change) {
        tails.asMap().keySet().stream().filter(which).forEach(session -> change(session, change));
    }

    void remove(SessionRef session) {
        tails.invalidate(session);
    }

    void clear() {
        tails.invalidateAll();
    }

    long sessions() {
        tails.cleanUp();
        return tails.estimatedSize();
    }

    /** Neither a read nor an added turn prolongs a tail: a turn whose event was lost is missing for one ttl at most. */
    private record SinceLoad(long ttlNanos) implements Expiry<SessionRef, Tail> {
        @Override
        public long expireAfterCreate(SessionRef session, Tail tail, long now) {
            return Math.max(0, ttlNanos - (now - tail.loadedAt()));
        }

        @Override
        public long expireAfterUpdate(SessionRef session, Tail tail, long now, long left) {
            return expireAfterCreate(session, tail, now);
        }

        @Override
        public long expireAfterRead(SessionRef session, Tail tail, long now, long left) {
            return left;
        }
    }
}
