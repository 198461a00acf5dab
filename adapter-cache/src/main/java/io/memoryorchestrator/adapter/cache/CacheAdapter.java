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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The last turns of busy sessions, in this process's memory. A session is known from its first {@link #readThrough} until
 * its time to live is over or its room is needed; stored turns are added to known sessions and dropped for all others, so a
 * receipt of STORED promises nothing, as for everything that is not permanent.
 *
 * <p>Each process has a cache of its own and must be told of every stored turn and every erasure, whichever process made
 * them; what it is not told of shows after the time to live.
 */
public final class CacheAdapter implements MemoryAdapter, RecentTurns, HotContext {
    private static final String NAME = "cache";
    private static final int MOST_TURNS = 1_000;
    private static final AdapterDescriptor DESCRIPTOR =
            new AdapterDescriptor(NAME, Set.of(Ability.RECENT_TURNS, Ability.HOT_CONTEXT), Duration.ZERO, false);

    private final CacheSettings settings;
    private final LongSupplier nanos;
    private final LocalTails tails;
    private final Erasures erasures;
    private final Flights flights = new Flights();

    public CacheAdapter(CacheSettings settings) {
        this(settings, System::nanoTime);
    }

    /** @param nanos a clock that only moves forward, in nanoseconds from any beginning, such as {@link System#nanoTime} */
    public CacheAdapter(CacheSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.tails = new LocalTails(settings, nanos);
        this.erasures = new Erasures(nanos);
    }

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<TurnReceipt> store(List<Turn> turns) {
        List<TurnReceipt> receipts = new ArrayList<>(turns.size());
        for (Turn turn : turns) {
            receipts.add(TurnReceipt.of(turn.id(), add(turn)));
        }
        return receipts;
    }

    private TurnReceipt.Outcome add(Turn turn) {
        // Grounded first: a load that began before this turn was stored either lands before the change below, which
        // then
        // adds the turn to it, or finds itself grounded and is not kept.
        flights.ground(turn.session());
        AtomicReference<TurnReceipt.Outcome> outcome = new AtomicReference<>(TurnReceipt.Outcome.STORED);
        tails.change(turn.session(), tail -> {
            outcome.set(tail.outcomeOf(turn));
            return erasures.concern(turn.user())
                    ? Optional.empty()
                    : Optional.of(tail.with(turn, settings.turnsPerSession()));
        });
        return outcome.get();
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
            return lastOf(fly(session, mine, source), limit);
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

    private List<Turn> fly(SessionRef session, Flights.Flight flight, RecentTurns source) {
        try {
            long began = nanos.getAsLong();
            List<Turn> turns = source.recent(session, flight.asked());
            Tail loaded = Tail.loaded(turns, flight.asked(), settings.turnsPerSession(), began);
            tails.putIf(session, loaded, () -> flights.land(session, flight));
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
    public ForgetReceipt forget(ForgetScope scope) {
        erasures.remember(scope.user());
        return switch (scope) {
            case ForgetScope.OfUser(var user) -> drop(session -> session.user().equals(user), turn -> true);
            case ForgetScope.OfSession(var session) -> drop(session::equals, turn -> true);
            case ForgetScope.OfTurns(var user, var ids) ->
                drop(session -> session.user().equals(user), turn -> ids.contains(turn.id()));
        };
    }

    private ForgetReceipt drop(Predicate<SessionRef> sessions, Predicate<Turn> forgotten) {
        AtomicLong removed = new AtomicLong();
        flights.groundAll(sessions);
        tails.changeAll(sessions, tail -> {
            Tail rest = tail.without(forgotten);
            removed.addAndGet(tail.turns().size() - rest.turns().size());
            return rest.turns().isEmpty() ? Optional.empty() : Optional.of(rest);
        });
        return new ForgetReceipt(Map.of("turns", removed.get()), true);
    }

    @Override
    public AdapterHealth check() {
        long began = System.nanoTime();
        String detail = tails.sessions() + " sessions kept in this process";
        return new AdapterHealth(AdapterHealth.State.UP, detail, Duration.ofNanos(System.nanoTime() - began));
    }

    @Override
    public void close() {
        flights.groundAll(session -> true);
        tails.clear();
        erasures.clear();
    }
}
