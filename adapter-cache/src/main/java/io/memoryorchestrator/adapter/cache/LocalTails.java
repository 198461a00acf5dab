package io.memoryorchestrator.adapter.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Tails in this process's heap, each for one time to live counted from its load, all within one weight. */
final class LocalTails implements Tails {
    private static final long UNIT = 1_024;

    private final int turnsPerSession;
    private final Cache<SessionRef, Tail> tails;
    private final Erasures erasures;

    LocalTails(CacheSettings settings, LongSupplier nanos) {
        long capacity = Math.max(1, settings.maxBytes() / UNIT);
        // A floor under every weight makes one bound do for both: only maxSessions floors fit into the capacity.
        long floor = Math.max(1, Math.ceilDiv(capacity, settings.maxSessions()));
        this.turnsPerSession = settings.turnsPerSession();
        this.erasures = new Erasures(nanos);
        this.tails = Caffeine.newBuilder()
                .maximumWeight(capacity)
                .weigher((SessionRef session, Tail tail) ->
                        (int) Math.clamp(Math.ceilDiv(TailWeight.bytes(tail), UNIT), floor, Integer.MAX_VALUE))
                .expireAfter(new SinceLoad(settings.ttl().toNanos()))
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Optional<Tail> find(SessionRef session) {
        return Optional.ofNullable(tails.getIfPresent(session));
    }

    /**
     * Nothing to note: within one process it is enough to ask the condition while nobody can add to this session, and once
     * more after it is kept, for whoever looked through all sessions in between and could not see it yet.
     */
    @Override
    public Load begin(SessionRef session) {
        return (tail, condition) -> {
            tails.asMap().compute(session, (key, old) -> condition.getAsBoolean() ? tail : old);
            if (!condition.getAsBoolean()) {
                tails.asMap().remove(session, tail);
            }
        };
    }

    @Override
    public List<TurnReceipt.Outcome> add(SessionRef session, List<Turn> turns) {
        List<TurnReceipt.Outcome> outcomes = new ArrayList<>(turns.size());
        // Not computeIfPresent: Caffeine answers that for an absent key without waiting for a load that is being kept.
        tails.asMap().compute(session, (key, known) -> {
            if (known == null) {
                return null;
            }
            Tail tail = known;
            for (Turn turn : turns) {
                outcomes.add(tail.outcomeOf(turn));
                tail = tail.with(turn, turnsPerSession);
            }
            return erasures.concern(session.user()) ? null : tail;
        });
        while (outcomes.size() < turns.size()) {
            outcomes.add(TurnReceipt.Outcome.STORED);
        }
        return outcomes;
    }

    @Override
    public void remove(SessionRef session) {
        tails.invalidate(session);
    }

    @Override
    public void clear() {
        tails.invalidateAll();
    }

    @Override
    public long forget(ForgetScope scope) {
        erasures.remember(scope.user());
        return switch (scope) {
            case ForgetScope.OfUser(var user) -> drop(session -> session.user().equals(user), turn -> true);
            case ForgetScope.OfSession(var session) -> drop(session::equals, turn -> true);
            case ForgetScope.OfTurns(var user, var ids) ->
                drop(session -> session.user().equals(user), turn -> ids.contains(turn.id()));
        };
    }

    private long drop(Predicate<SessionRef> sessions, Predicate<Turn> forgotten) {
        AtomicLong removed = new AtomicLong();
        tails.asMap().keySet().stream()
                .filter(sessions)
                .forEach(session -> tails.asMap().computeIfPresent(session, (key, tail) -> {
                    Tail rest = tail.without(forgotten);
                    removed.addAndGet(tail.turns().size() - rest.turns().size());
                    return rest.turns().isEmpty() ? null : rest;
                }));
        return removed.get();
    }

    @Override
    public AdapterHealth check() {
        long began = System.nanoTime();
        String detail = sessions() + " sessions kept in this process";
        return new AdapterHealth(AdapterHealth.State.UP, detail, Duration.ofNanos(System.nanoTime() - began));
    }

    long sessions() {
        tails.cleanUp();
        return tails.estimatedSize();
    }

    @Override
    public void close() {
        tails.invalidateAll();
        erasures.clear();
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
