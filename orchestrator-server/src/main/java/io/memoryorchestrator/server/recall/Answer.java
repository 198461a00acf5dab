package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.intent.FetchedContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** An answer together with how it came about. */
record Answer(FetchedContext context, Ranking ranking, Selection selection) {

    ExplainedContext explained(Collection<String> missing) {
        List<Explanation> explanations = new ArrayList<>();
        int place = 1;
        for (Candidate candidate : selection.chosen()) {
            Map<String, Integer> ranks = ranks(candidate.id());
            explanations.add(new Explanation(
                    candidate.id(), place++, ranks, candidate.score(), candidate.parts(), found(candidate)));
        }
        for (String id : missing) {
            if (explanations.stream().noneMatch(explanation -> explanation.id().equals(id))) {
                explanations.add(absent(id));
            }
        }
        return new ExplainedContext(context, explanations);
    }

    private Explanation absent(String id) {
        Optional<Candidate> ranked = ranking.bestFirst().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst();
        if (ranked.isPresent()) {
            String why = selection.why().getOrDefault(id, "left out") + ", place "
                    + (ranking.bestFirst().indexOf(ranked.get()) + 1) + " of "
                    + ranking.bestFirst().size();
            return new Explanation(
                    id, null, ranks(id), ranked.get().score(), ranked.get().parts(), why);
        }
        boolean known = uuid(id).map(turn -> ranking.corpus().place(turn) >= 0).orElse(false);
        String why = known
                ? "no list found it, or the filter does not admit it"
                : "not among the turns that were looked at: stored for this user?";
        return new Explanation(id, null, ranks(id), 0, Map.of(), why);
    }

    private static String found(Candidate candidate) {
        String most = candidate.parts().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(3)
                .filter(part -> part.getValue() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return "found by " + String.join(", ", candidate.sources())
                + (most.isEmpty() ? "" : "; most of its score is " + most);
    }

    private Map<String, Integer> ranks(String id) {
        return uuid(id).map(ranking::ranks).orElse(Map.of());
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException noTurn) {
            return Optional.empty();
        }
    }
}
