package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.RecentTurns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The reference's cache: simple and correct, one lock for the loads and one for the tails. */
class HotTails {
    static final int ASKED = 20;

    private final Map<SessionRef, List<Turn>> tails = new HashMap<>();
    private final Set<SessionRef> whole = new HashSet<>();
    private final Set<UserRef> erased = new HashSet<>();
    private final Object loading = new Object();
    private long version;

    synchronized Optional<List<Turn>> known(SessionRef session, int limit) {
        List<Turn> tail = tails.get(session);
        if (tail == null || limit > tail.size() && !knowsAll(session)) {
            return Optional.empty();
        }
        return Optional.of(List.copyOf(tail.subList(Math.max(0, tail.size() - limit), tail.size())));
    }

    boolean knowsAll(SessionRef session) {
        return whole.contains(session);
    }

    List<Turn> readThrough(SessionRef session, int limit, RecentTurns source) {
        synchronized (lockOfLoads()) {
            Optional<List<Turn>> known = known(session, limit);
            if (known.isPresent()) {
                return known.get();
            }
            long before = version();
            int asked = Math.max(limit, ASKED);
            List<Turn> read = source.recent(session, asked);
            keep(session, read, read.size() < asked, before);
            return read.subList(Math.max(0, read.size() - limit), read.size());
        }
    }

    Object lockOfLoads() {
        return loading;
    }

    synchronized long version() {
        return version;
    }

    synchronized void keep(SessionRef session, List<Turn> read, boolean all, long before) {
        if (version() != before) {
            return;
        }
        tails.put(session, new ArrayList<>(read));
        whole.remove(session);
        if (all) {
            whole.add(session);
        }
    }

    synchronized void stored(Turn turn) {
        version++;
        List<Turn> tail = tails.get(turn.session());
        if (tail == null || tail.stream().anyMatch(known -> known.id().equals(turn.id()))) {
            return;
        }
        if (erased.contains(turn.user())) {
            forget(turn.session());
        } else if (whole.contains(turn.session())
                || !tail.isEmpty() && turn.position() > tail.getFirst().position()) {
            tail.add(turn);
            tail.sort(Comparator.comparingLong(Turn::position));
        }
    }

    synchronized void erased(UserRef user) {
        version++;
        erased.add(user);
        List.copyOf(tails.keySet()).stream()
                .filter(session -> session.user().equals(user))
                .forEach(this::forget);
    }

    synchronized void overtake() {
        version++;
    }

    synchronized void clear() {
        overtake();
        tails.clear();
        whole.clear();
    }

    synchronized void forget(SessionRef session) {
        version++;
        tails.remove(session);
        whole.remove(session);
    }
}
