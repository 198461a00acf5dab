package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.api.spi.TurnLookup;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.api.spi.TurnReceipt.Outcome;
import io.memoryorchestrator.api.spi.TurnScan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The half of the reference that keeps turns and shows them again: in lists, slowly and correctly. */
abstract class ReferenceTurns implements MemoryAdapter, RecentTurns, TurnLookup, TurnScan {
    static final Comparator<Turn> BY_POSITION = Comparator.comparingLong(Turn::position)
            .thenComparing(turn -> turn.id().toString());

    private static final Duration CHECK = Duration.ofMillis(600);
    private static final AdapterHealth UP = new AdapterHealth(AdapterHealth.State.UP, "here", Duration.ZERO);

    final ReferenceBackend backend;
    final Door door;
    HotTails hot = new HotTails();

    ReferenceTurns(ReferenceBackend backend, Door door) {
        this.backend = backend;
        this.door = door;
    }

    @Override
    public List<TurnReceipt> store(List<Turn> turns) {
        if (turns.isEmpty()) {
            return List.of();
        }
        door.pass();
        synchronized (backend) {
            List<TurnReceipt> receipts = new ArrayList<>();
            for (Turn turn : turns) {
                receipts.add(TurnReceipt.of(turn.id(), add(turn)));
            }
            return receipts;
        }
    }

    Outcome add(Turn turn) {
        Optional<Turn> known = backend.turns.stream()
                .filter(kept -> TurnKey.of(kept).equals(TurnKey.of(turn)))
                .findFirst();
        if (known.isEmpty()) {
            backend.turns.add(turn);
            hot.stored(turn);
            return Outcome.STORED;
        }
        hot.stored(known.get());
        return known.get().content().equals(turn.content()) ? Outcome.DUPLICATE : Outcome.CONFLICT;
    }

    @Override
    public ForgetReceipt forget(ForgetScope scope) {
        door.pass();
        Predicate<Turn> named = switch (scope) {
            case ForgetScope.OfUser(var user) -> turn -> turn.user().equals(user);
            case ForgetScope.OfSession(var session) -> turn -> turn.session().equals(session);
            case ForgetScope.OfTurns(var user, var ids) -> turn -> turn.user().equals(user) && ids.contains(turn.id());
        };
        return remove(scope, named);
    }

    ForgetReceipt remove(ForgetScope scope, Predicate<Turn> named) {
        synchronized (backend) {
            List<Turn> gone = backend.turns.stream().filter(named).toList();
            backend.turns.removeAll(gone);
            Set<TurnKey> keys = new HashSet<>(gone.stream().map(TurnKey::of).toList());
            backend.vectors.values().forEach(ofModel -> ofModel.keySet().removeAll(keys));
            hot.erased(scope.user());
            return new ForgetReceipt(Map.of("turns", (long) gone.size()), true);
        }
    }

    @Override
    public List<Turn> recent(SessionRef session, int limit) {
        List<Turn> all = sortedBy(BY_POSITION, turn -> turn.session().equals(session));
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    List<Turn> sortedBy(Comparator<Turn> order, Predicate<Turn> which) {
        door.pass();
        synchronized (backend) {
            return backend.turns.stream().filter(which).sorted(order).toList();
        }
    }

    @Override
    public List<Turn> lookup(UserRef user, Collection<UUID> turnIds) {
        Set<UUID> ids = Set.copyOf(turnIds);
        return sortedBy(BY_POSITION, turn -> turn.user().equals(user) && ids.contains(turn.id()));
    }

    @Override
    public Page scan(Range range, @Nullable String after, int limit) {
        Comparator<Turn> order = Comparator.comparing(ReferenceTurns::cursor);
        List<Turn> rest = sortedBy(
                order,
                turn -> covers(range, turn) && (after == null || cursor(turn).compareTo(after) > 0));
        List<Turn> page = rest.subList(0, Math.min(limit, rest.size()));
        return new Page(page, rest.size() > limit ? cursor(page.getLast()) : null);
    }

    private static String cursor(Turn turn) {
        return turn.session().user() + " " + turn.id();
    }

    static boolean covers(Range range, Turn turn) {
        return (range.tenantId() == null || range.tenantId().equals(turn.user().tenantId()))
                && (range.userId() == null || range.userId().equals(turn.user().userId()))
                && (range.sessionId() == null
                        || range.sessionId().equals(turn.session().sessionId()))
                && (range.since() == null || !turn.occurredAt().isBefore(range.since()))
                && (range.until() == null || turn.occurredAt().isBefore(range.until()));
    }

    @Override
    public long count(Range range) {
        return sortedBy(BY_POSITION, turn -> covers(range, turn)).size();
    }

    @Override
    public AdapterHealth check() {
        return check(CHECK);
    }

    AdapterHealth check(Duration atMost) {
        try {
            door.knock((int) atMost.toMillis());
            return UP;
        } catch (IOException failure) {
            return new AdapterHealth(AdapterHealth.State.DOWN, "The backend does not answer", atMost);
        }
    }

    @Override
    public void close() {}
}
