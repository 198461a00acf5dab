package io.memoryorchestrator.adapter.cache;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.AdapterDescriptor;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.HotContext;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The last turns of busy sessions, in this process's memory or in a Redis that several processes share. A session is known
 * from its first {@link #readThrough} until its time to live is over or its room is needed; stored turns are added to known
 * sessions and dropped for all others, so a receipt of STORED promises nothing, as for everything that is not permanent.
 *
 * <p>In process, each process has a cache of its own and must be told of every stored turn and every erasure, whichever
 * process made them; what it is not told of shows after the time to live. With Redis it is enough that one is told.
 *
 * <p>A Redis that is down is a miss on every read, after at most one time-out in each second; storing and forgetting fail as
 * UNAVAILABLE then, so that whoever delivers the event tries again.
 */
public final class CacheAdapter implements MemoryAdapter, RecentTurns, HotContext {
    static final String NAME = "cache";
    private static final int MOST_TURNS = 1_000;
    private static final AdapterDescriptor DESCRIPTOR =
            new AdapterDescriptor(NAME, Set.of(Ability.RECENT_TURNS, Ability.HOT_CONTEXT), Duration.ZERO, false);

    private final CacheSettings settings;
    private final LongSupplier nanos;
    private final Tails tails;
    private final Flights flights = new Flights();

    public CacheAdapter(CacheSettings settings) {
        this(settings, System::nanoTime);
    }

    /** @param nanos a clock that only moves forward, in nanoseconds from any beginning, such as {@link System#nanoTime} */
    public CacheAdapter(CacheSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.tails = settings.redis() == null
                ? new LocalTails(settings, nanos)
                : new RedisTails(settings, settings.redis(), nanos);
    }

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<TurnReceipt> store(List<Turn> turns) {
        Map<SessionRef, List<Turn>> bySession = new LinkedHashMap<>();
        for (Turn turn : turns) {
            bySession
                    .computeIfAbsent(turn.session(), session -> new ArrayList<>())
                    .add(turn);
        }
        Map<SessionRef, Iterator<TurnReceipt.Outcome>> outcomes = new HashMap<>();
        bySession.forEach((session, added) -> {
            // Grounded first: a load that began before these turns were stored either lands before they are added, and
            // gets them, or finds itself grounded and is not kept.
            flights.ground(session);
            outcomes.put(session, tails.add(session, added).iterator());
        });
        return turns.stream()
                .map(turn -> TurnReceipt.of(
                        turn.id(),
                        Objects.requireNonNull(outcomes.get(turn.session())).next()))
                .toList();
    }

    @Override
    public List<Turn> recent(SessionRef session, int limit) {
        return known(session, limit).orElse(List.of());
    }

    @Override
    public Optional<List<Turn>> known(SessionRef session, int limit) {
        if (limit < 1 || limit > MOST_TURNS) {
            throw new AdapterException(
                    NAME, FailureKind.REJECTED, "The limit must lie between 1 and 1000, but is " + limit, null);
        }
        return tails.find(session).flatMap(tail -> tail.last(limit));
    }

    @Override
    public List<Turn> readThrough(SessionRef session, int limit, RecentTurns source) {
        return known(session, limit).orElseGet(() -> load(session, limit, source));
    }

    private List<Turn> load(SessionRef session, int limit, RecentTurns source) {
        Flights.Flight mine = new Flights.Flight(Math.max(limit, settings.turnsPerSession()));
        Flights.Flight flight = flights.joinOr(session, mine);
        if (flight == mine) {
            return lastOf(fly(session, mine, limit, source), limit);
        }
        if (flight.asked() < limit) {
            return source.recent(session, limit);
        }
        try {
            return flight.await().map(turns -> lastOf(turns, limit)).orElseGet(() -> source.recent(session, limit));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AdapterException(
                    NAME,
                    FailureKind.UNAVAILABLE,
                    "Interrupted while waiting for another caller's load of the same session",
                    interrupted);
        }
    }

    private List<Turn> fly(SessionRef session, Flights.Flight flight, int limit, RecentTurns source) {
        try {
            // Another's flight may have landed between our miss and our start.
            Optional<List<Turn>> meanwhile = known(session, limit);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            long began = nanos.getAsLong();
            Tails.Load load = tails.begin(session);
            List<Turn> turns = source.recent(session, flight.asked());
            load.keep(
                    Tail.loaded(turns, flight.asked(), settings.turnsPerSession(), began),
                    () -> flights.isUnderWay(session, flight));
            flight.answered(turns);
            return turns;
        } finally {
            flights.land(session, flight);
            flight.over();
        }
    }

    private static List<Turn> lastOf(List<Turn> turns, int limit) {
        return turns.size() <= limit ? turns : turns.subList(turns.size() - limit, turns.size());
    }

    @Override
    public void invalidate(SessionRef session) {
        flights.ground(session);
        tails.remove(session);
    }

    @Override
    public void clear() {
        flights.groundAll(session -> true);
        tails.clear();
    }

    @Override
    public ForgetReceipt forget(ForgetScope scope) {
        flights.groundAll(session -> session.user().equals(scope.user()));
        return new ForgetReceipt(Map.of("turns", tails.forget(scope)), true);
    }

    @Override
    public AdapterHealth check() {
        return tails.check();
    }

    @Override
    public void close() {
        flights.groundAll(session -> true);
        tails.close();
    }

    /** Where sessions are kept; nothing secret. */
    @Override
    public String toString() {
        return NAME + "["
                + (settings.redis() == null
                        ? "in process"
                        : "at " + settings.redis().place()) + "]";
    }
}
