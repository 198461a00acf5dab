package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a turn share in what its neighbours scored: an answer often follows a question that has the words of the query.
 * Neighbours are the turns next to it among the candidates of its session.
 */
final class Neighbours {

    /** The turn before counts more than the one after; measured on long conversations. */
    private static final double NEXT_TO_PREVIOUS = 0.57;

    private Neighbours() {}

    static void lift(Collection<Candidate> candidates, double weight) {
        Map<SessionRef, List<Placed>> sessions = new HashMap<>();
        for (Candidate candidate : candidates) {
            Turn turn = candidate.turn();
            if (turn != null) {
                sessions.computeIfAbsent(turn.session(), session -> new ArrayList<>())
                        .add(new Placed(candidate, turn.position(), Math.max(0, candidate.score())));
            }
        }
        for (List<Placed> session : sessions.values()) {
            session.sort(Comparator.comparingLong(Placed::position));
            for (int i = 0; i < session.size(); i++) {
                double before = i > 0 ? session.get(i - 1).score() : 0;
                double after = i + 1 < session.size() ? session.get(i + 1).score() : 0;
                session.get(i).candidate().add("neighbours", weight * (before + NEXT_TO_PREVIOUS * after));
            }
        }
    }

    private record Placed(Candidate candidate, long position, double score) {}
}
