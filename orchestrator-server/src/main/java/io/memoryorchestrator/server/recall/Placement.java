package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.server.recall.rank.Feature;
import io.memoryorchestrator.server.recall.rank.Recency;
import io.memoryorchestrator.server.recall.rank.Weights;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts what was distilled among the best turns. Its scores mean nothing here, so each list is spread over the best turns as
 * its members stand to one another; recency counts as with turns, with the half-life of the kind.
 */
final class Placement {

    private static final int TOP = 50;

    private final Spread turns;

    private Placement(Spread turns) {
        this.turns = turns;
    }

    /** @param bestFirst the turns */
    static Placement among(List<Candidate> bestFirst) {
        return new Placement(Spread.of(
                bestFirst.stream().limit(TOP).mapToDouble(Candidate::score).toArray()));
    }

    List<Candidate> of(List<Distilled> distilled, Weights weights, HalfLives halfLives, Instant now) {
        Map<String, Spread> ofLists = new HashMap<>();
        distilled.stream()
                .collect(Collectors.groupingBy(Distilled::source))
                .forEach((list, members) -> ofLists.put(
                        list,
                        Spread.of(members.stream().mapToDouble(Distilled::score).toArray())));
        Set<String> seen = new HashSet<>();
        List<Candidate> placed = new ArrayList<>();
        for (Distilled each : distilled) {
            Spread own = ofLists.get(each.source());
            if (own != null && seen.add(each.id())) {
                double relevance = turns.mean() + turns.deviation() * (1 + own.z(each.score()));
                double recency =
                        each.occurredAt() == null ? 0 : Recency.of(each.occurredAt(), now, halfLives.of(each.kind()));
                placed.add(Candidate.of(
                        each, Map.of(each.source(), relevance, "recency", weights.of(Feature.RECENCY) * recency)));
            }
        }
        return placed;
    }

    private record Spread(double mean, double deviation) {

        static Spread of(double[] scores) {
            double sum = 0;
            for (double score : scores) {
                sum += score;
            }
            double mean = scores.length == 0 ? 0 : sum / scores.length;
            double squares = 0;
            for (double score : scores) {
                squares += (score - mean) * (score - mean);
            }
            return new Spread(mean, scores.length == 0 ? 0 : Math.sqrt(squares / scores.length));
        }

        double z(double score) {
            return deviation < 1e-9 ? 0 : (score - mean) / deviation;
        }
    }
}
