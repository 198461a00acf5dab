package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.TurnBatching;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the delivery consumer has read and not settled: turns that still gather, batches that are ready, and sessions with
 * a batch under way. A session has one batch under way at a time, so its turns arrive in their order. One thread's.
 */
final class DeliveryHand {
    private final Supplier<TurnBatching> gatherings;
    private final Map<Turn, HeldTurn> gathered = new IdentityHashMap<>();
    private final Map<SessionRef, Deque<HeldBatch>> ready = new LinkedHashMap<>();
    private final Set<SessionRef> busy = new HashSet<>();
    private TurnBatching gathering;
    private int size;

    DeliveryHand(Supplier<TurnBatching> gatherings) {
        this.gatherings = gatherings;
        this.gathering = gatherings.get();
    }

    void gather(HeldTurn held, Instant now) {
        size++;
        gathered.put(held.turn(), held);
        gathering.offer(held.turn(), now).forEach(this::complete);
    }

    /** Makes those batches ready whose time is up. */
    void due(Instant now) {
        gathering.due(now).forEach(this::complete);
    }

    private void complete(List<Turn> turns) {
        queue(turns.getFirst().session())
                .addLast(new HeldBatch(
                        turns.stream()
                                .map(turn -> Objects.requireNonNull(gathered.remove(turn)))
                                .toList(),
                        0));
    }

    /** Takes a turn that has waited long enough elsewhere, and does not gather. */
    void add(HeldTurn held) {
        size++;
        queue(held.turn().session()).addLast(new HeldBatch(List.of(held), 0));
    }

    /** The next batch of a session that has none under way, and none that has to wait. */
    Optional<HeldBatch> next(Instant now) {
        for (Map.Entry<SessionRef, Deque<HeldBatch>> each : ready.entrySet()) {
            SessionRef session = each.getKey();
            Deque<HeldBatch> batches = each.getValue();
            if (!busy.contains(session) && !batches.getFirst().notBefore().isAfter(now)) {
                HeldBatch batch = batches.removeFirst();
                ready.remove(session);
                if (!batches.isEmpty()) {
                    // To the end, so that one long session does not keep the others waiting.
                    ready.put(session, batches);
                }
                busy.add(session);
                return Optional.of(batch);
            }
        }
        return Optional.empty();
    }

    /** A batch is under way no more; what is given back comes before anything else of its session. */
    void ended(HeldBatch batch, List<HeldBatch> givenBack) {
        busy.remove(batch.session());
        size -= batch.turns().size();
        for (HeldBatch back : givenBack.reversed()) {
            size += back.turns().size();
            queue(back.session()).addFirst(back);
        }
    }

    /** Turns in hand, those under way included. */
    int size() {
        return size;
    }

    int underWay() {
        return busy.size();
    }

    void clear() {
        gathered.clear();
        ready.clear();
        busy.clear();
        gathering = gatherings.get();
        size = 0;
    }

    private Deque<HeldBatch> queue(SessionRef session) {
        return ready.computeIfAbsent(session, _ -> new ArrayDeque<>());
    }
}
