package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.TurnBatching;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One small state machine for each session:
 *
 * <pre>
 *            offer                    offer: not full
 *   EMPTY ───────────────► OPEN ◄───────────────┐
 *     ▲                      │  └───────────────┘
 *     │   turns or bytes full│ idle, or open too long, or too many sessions open
 *     └──────────────────────┘ the batch is handed out
 * </pre>
 *
 * A turn that would overfill the bytes closes the batch before it and begins the next; one that is larger than a batch by
 * itself is handed out alone. No session stays open longer than {@value #MOST_IDLE_TIMES} idle times, however busy it is.
 */
final class SessionBatches implements TurnBatching {
    /** Beyond it the session opened first is handed out: memory stays bounded with any number of sessions. */
    static final int MOST_OPEN = 1_000;

    static final int MOST_IDLE_TIMES = 4;

    private final Mem0Settings.Batching rule;
    private final Map<SessionRef, Open> open = new LinkedHashMap<>();

    SessionBatches(Mem0Settings.Batching rule) {
        this.rule = rule;
    }

    private static final class Open {
        private final List<Turn> turns = new ArrayList<>();
        private final Instant since;
        private Instant last;
        private long bytes;

        Open(Instant now) {
            since = now;
            last = now;
        }

        Instant due(Mem0Settings.Batching rule) {
            Instant idle = last.plus(rule.idle());
            Instant longest = since.plus(rule.idle().multipliedBy(MOST_IDLE_TIMES));
            return idle.isBefore(longest) ? idle : longest;
        }
    }

    @Override
    public List<List<Turn>> offer(Turn turn, Instant now) {
        List<List<Turn>> ready = new ArrayList<>(2);
        long size = turn.content().getBytes(StandardCharsets.UTF_8).length;
        Open present = open.get(turn.session());
        if (present != null && present.bytes + size > rule.bytes()) {
            ready.add(handOut(turn.session(), present));
            present = null;
        }
        Open batch = present == null ? begin(turn.session(), now, ready) : present;
        batch.turns.add(turn);
        batch.bytes += size;
        batch.last = now;
        if (batch.turns.size() >= rule.turns() || batch.bytes >= rule.bytes()) {
            ready.add(handOut(turn.session(), batch));
        }
        return ready;
    }

    private Open begin(SessionRef session, Instant now, List<List<Turn>> ready) {
        if (open.size() >= MOST_OPEN) {
            Map.Entry<SessionRef, Open> eldest = open.entrySet().iterator().next();
            ready.add(handOut(eldest.getKey(), eldest.getValue()));
        }
        Open batch = new Open(now);
        open.put(session, batch);
        return batch;
    }

    private List<Turn> handOut(SessionRef session, Open batch) {
        open.remove(session);
        return List.copyOf(batch.turns);
    }

    @Override
    public List<List<Turn>> due(Instant now) {
        List<List<Turn>> ready = new ArrayList<>();
        Iterator<Open> all = open.values().iterator();
        while (all.hasNext()) {
            Open batch = all.next();
            if (!batch.due(rule).isAfter(now)) {
                ready.add(List.copyOf(batch.turns));
                all.remove();
            }
        }
        return ready;
    }
}
