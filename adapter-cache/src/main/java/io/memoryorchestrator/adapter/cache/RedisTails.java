package io.memoryorchestrator.adapter.cache;

import io.lettuce.core.KeyValue;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Tails in a Redis that processes share. A load takes a lease on its session first, which any change of the session by any
 * process revokes, so what was read before a change is never kept after it (as Nishtala et al., "Scaling Memcache at
 * Facebook", NSDI 2013, section 3.2.1).
 */
final class RedisTails implements Tails {
    /** A load that takes longer is answered and not kept. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** Leaves the caller some of the second that a check has. */
    private static final Duration CHECK = Duration.ofMillis(900);

    /** Changes of one session nearly always come from one process; where processes meet this often the tail is dropped. */
    private static final int TRIES = 10;

    private static final int STRIPES = 64;

    private static final int CLEARED_AT_ONCE = 500;

    private final CacheSettings settings;
    private final LongSupplier nanos;
    private final String place;
    private final RedisLink link;
    private final ReentrantLock[] changing = new ReentrantLock[STRIPES];

    RedisTails(CacheSettings settings, CacheSettings.Redis redis, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.place = redis.place();
        this.link = new RedisLink(redis, nanos);
        for (int i = 0; i < STRIPES; i++) {
            changing[i] = new ReentrantLock();
        }
    }

    @Override
    public Optional<Tail> find(SessionRef session) {
        return link.<String>tryAsk((redis, era) -> {
                    RedisKeys keys = RedisKeys.of(era, session.user());
                    return redis.eval(RedisScripts.FIND, ScriptOutputType.VALUE, new String[] {
                        keys.tail(session), keys.generation()
                    });
                })
                .flatMap(text -> TailJson.read(session, text, nanos.getAsLong()));
    }

    @Override
    public Load begin(SessionRef session) {
        String token = UUID.randomUUID().toString();
        Optional<String> generation = link.tryAsk((redis, era) -> {
            RedisKeys keys = RedisKeys.of(era, session.user());
            return redis.eval(
                    RedisScripts.BEGIN,
                    ScriptOutputType.VALUE,
                    new String[] {keys.lease(session), keys.generation(), keys.sessions()},
                    token,
                    millis(LEASE),
                    millis(generationTtl()),
                    session.sessionId());
        });
        return (tail, condition) -> generation.ifPresent(current -> {
            if (condition.getAsBoolean()) {
                keep(session, tail, token, current);
            }
        });
    }

    private void keep(SessionRef session, Tail tail, String token, String generation) {
        long left = settings.ttl().toMillis()
                - Duration.ofNanos(nanos.getAsLong() - tail.loadedAt()).toMillis();
        if (left <= 0) {
            return;
        }
        link.<Long>tryAsk((redis, era) -> {
            RedisKeys keys = RedisKeys.of(era, session.user());
            return redis.eval(
                    RedisScripts.KEEP,
                    ScriptOutputType.INTEGER,
                    new String[] {keys.tail(session), keys.lease(session), keys.generation()},
                    token,
                    generation,
                    TailJson.write(tail),
                    Long.toString(left));
        });
    }

    @Override
    public List<TurnReceipt.Outcome> add(SessionRef session, List<Turn> turns) {
        ReentrantLock stripe = changing[Math.floorMod(session.hashCode(), STRIPES)];
        stripe.lock();
        try {
            return link.askUnlessResting((redis, era) -> add(redis, RedisKeys.of(era, session.user()), session, turns));
        } finally {
            stripe.unlock();
        }
    }

    private List<TurnReceipt.Outcome> add(
            RedisCommands<String, String> redis, RedisKeys keys, SessionRef session, List<Turn> turns) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Known> known = open(redis, keys, session);
            if (known.isEmpty()) {
                break;
            }
            Tail before = known.get().tail();
            Tail tail = before;
            List<TurnReceipt.Outcome> outcomes = new ArrayList<>(turns.size());
            for (Turn turn : turns) {
                outcomes.add(tail.outcomeOf(turn));
                tail = tail.with(turn, settings.turnsPerSession());
            }
            if (tail.equals(before) || change(redis, keys, known.get(), tail)) {
                return outcomes;
            }
        }
        redis.del(keys.tail(session));
        return Collections.nCopies(turns.size(), TurnReceipt.Outcome.STORED);
    }

    private Optional<Known> open(RedisCommands<String, String> redis, RedisKeys keys, SessionRef session) {
        List<String> found = redis.eval(RedisScripts.OPEN, ScriptOutputType.MULTI, new String[] {
            keys.tail(session), keys.lease(session), keys.generation(), keys.erased()
        });
        return found.isEmpty() ? Optional.empty() : Known.of(session, found.get(0), found.get(1), found.get(2));
    }

    private boolean change(RedisCommands<String, String> redis, RedisKeys keys, Known known, Tail tail) {
        Long changed = redis.eval(
                RedisScripts.CHANGE,
                ScriptOutputType.INTEGER,
                new String[] {keys.tail(known.session()), keys.generation()},
                known.version(),
                UUID.randomUUID().toString(),
                TailJson.write(tail),
                known.generation());
        return changed == 1;
    }

    @Override
    public void remove(SessionRef session) {
        link.<Long>askUnlessResting((redis, era) -> {
            RedisKeys keys = RedisKeys.of(era, session.user());
            return redis.del(keys.tail(session), keys.lease(session));
        });
    }

    /** Goes through the keys once: what a load puts there meanwhile was read from the store after the call began. */
    @Override
    public void clear() {
        link.askUnlessResting((redis, era) -> {
            ScanIterator<String> keys = ScanIterator.scan(
                    redis, ScanArgs.Builder.matches(RedisKeys.all(era)).limit(CLEARED_AT_ONCE));
            long cleared = 0;
            List<String> some = new ArrayList<>();
            while (keys.hasNext()) {
                String key = keys.next();
                if (RedisKeys.isTailOrLease(key)) {
                    some.add(key);
                }
                if (some.size() == CLEARED_AT_ONCE || !keys.hasNext() && !some.isEmpty()) {
                    cleared += redis.unlink(some.toArray(String[]::new));
                    some.clear();
                }
            }
            return cleared;
        });
    }

    /** A new generation makes all of the user's tails void in one step; those that keep turns are then taken over into it. */
    @Override
    public long forget(ForgetScope scope) {
        return link.askUnlessResting((redis, era) -> {
            RedisKeys keys = RedisKeys.of(era, scope.user());
            String generation = UUID.randomUUID().toString();
            List<String> answer = redis.eval(
                    RedisScripts.ERASE,
                    ScriptOutputType.MULTI,
                    new String[] {keys.generation(), keys.sessions(), keys.erased()},
                    generation,
                    millis(generationTtl()),
                    millis(Erasures.REMEMBERED));
            long removed = 0;
            for (String sessionId : answer.subList(1, answer.size())) {
                SessionRef session = new SessionRef(scope.user(), sessionId);
                removed += takeOver(redis, keys, session, answer.getFirst(), generation, scope);
            }
            return removed;
        });
    }

    private long takeOver(
            RedisCommands<String, String> redis,
            RedisKeys keys,
            SessionRef session,
            String from,
            String to,
            ForgetScope scope) {
        List<KeyValue<String, String>> fields = redis.hmget(keys.tail(session), "version", "generation", "tail");
        boolean counts = fields.stream().allMatch(KeyValue::hasValue)
                && fields.get(1).getValue().equals(from);
        Optional<Known> known = counts
                ? Known.of(session, fields.get(0).getValue(), fields.get(2).getValue(), to)
                : Optional.empty();
        if (known.isEmpty()) {
            redis.del(keys.tail(session));
            return 0;
        }
        Tail rest = known.get().tail().without(turn -> names(scope, turn));
        if (rest.turns().isEmpty() || !change(redis, keys, known.get(), rest)) {
            redis.del(keys.tail(session));
        }
        return known.get().tail().turns().size() - rest.turns().size();
    }

    private static boolean names(ForgetScope scope, Turn turn) {
        return switch (scope) {
            case ForgetScope.OfUser _ -> true;
            case ForgetScope.OfSession(var session) -> turn.session().equals(session);
            case ForgetScope.OfTurns(var user, var ids) -> ids.contains(turn.id());
        };
    }

    @Override
    public AdapterHealth check() {
        long began = System.nanoTime();
        FutureTask<String> ping = new FutureTask<>(() -> link.ask((redis, era) -> redis.ping()));
        Thread.ofVirtual().name("cache-health").start(ping);
        try {
            ping.get(CHECK.toMillis(), TimeUnit.MILLISECONDS);
            return health(AdapterHealth.State.UP, "shared through Redis at " + place, began);
        } catch (ExecutionException failure) {
            Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
            return health(AdapterHealth.State.DEGRADED, without(String.valueOf(cause.getMessage())), began);
        } catch (TimeoutException late) {
            ping.cancel(true);
            return health(AdapterHealth.State.DEGRADED, without("Redis at " + place + " does not answer"), began);
        } catch (InterruptedException interrupted) {
            ping.cancel(true);
            Thread.currentThread().interrupt();
            return health(AdapterHealth.State.DEGRADED, without("the check was interrupted"), began);
        }
    }

    private static String without(String why) {
        return why + "; every session is read from the store until Redis is back";
    }

    private static AdapterHealth health(AdapterHealth.State state, String detail, long began) {
        return new AdapterHealth(state, detail, Duration.ofNanos(System.nanoTime() - began));
    }

    @Override
    public void close() {
        link.close();
    }

    /** Longer than any tail of it lives, as losing it makes them void. */
    private Duration generationTtl() {
        return settings.ttl().plus(LEASE).plus(LEASE);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    /** A tail as it was found. */
    private record Known(SessionRef session, String version, Tail tail, String generation) {
        static Optional<Known> of(SessionRef session, String version, String text, String generation) {
            return TailJson.read(session, text, 0).map(tail -> new Known(session, version, tail, generation));
        }
    }
}
