package io.memoryorchestrator.adapter.cache;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/**
 * The loads under way, at most one that can be joined for each session. Whatever changes a session grounds its flight: who
 * comes afterwards must not be given an answer that was read before the change, nor may that answer be kept.
 */
final class Flights {
    private final ConcurrentMap<SessionRef, Flight> flights = new ConcurrentHashMap<>();

    /** The flight to join, or the one given, which then is the caller's to fly. */
    Flight joinOr(SessionRef session, Flight mine) {
        Flight running = flights.putIfAbsent(session, mine);
        return running == null ? mine : running;
    }

    /** Whether nothing has grounded it so far. */
    boolean isUnderWay(SessionRef session, Flight mine) {
        return flights.get(session) == mine;
    }

    /** Ends a flight, once its answer is kept: who came a moment later would fly again and spoil the keeping. */
    void land(SessionRef session, Flight mine) {
        flights.remove(session, mine);
    }

    void ground(SessionRef session) {
        flights.remove(session);
    }

    void groundAll(Predicate<SessionRef> which) {
        flights.keySet().removeIf(which);
    }

    /** One question to the source; compared by identity. */
    static final class Flight {
        private final int asked;
        private final CompletableFuture<Optional<List<Turn>>> answer = new CompletableFuture<>();

        Flight(int asked) {
            this.asked = asked;
        }

        int asked() {
            return asked;
        }

        void answered(List<Turn> turns) {
            answer.complete(Optional.of(turns));
        }

        /** Lets those who joined ask for themselves; without effect after an answer. */
        void over() {
            answer.complete(Optional.empty());
        }

        Optional<List<Turn>> await() throws InterruptedException {
            try {
                return answer.get();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("a flight ends with an answer or without one", impossible);
            }
        }
    }
}
