package io.memoryorchestrator.adapter.cache;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.RecentTurns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An authoritative store in a list, which counts how often it is asked. */
final class Source implements RecentTurns {
    private final List<Turn> turns = new ArrayList<>();
    private final AtomicInteger questions = new AtomicInteger();

    synchronized Source with(List<Turn> more) {
        turns.addAll(more);
        return this;
    }

    synchronized void clear() {
        turns.clear();
    }

    int questions() {
        return questions.get();
    }

    @Override
    public synchronized List<Turn> recent(SessionRef session, int limit) {
        questions.incrementAndGet();
        List<Turn> all = turns.stream()
                .filter(turn -> turn.session().equals(session))
                .sorted(Tail.ORDER)
                .toList();
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }
}
