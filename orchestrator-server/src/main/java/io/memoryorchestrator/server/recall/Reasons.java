package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.model.ContextExplanation;
import io.memoryorchestrator.api.model.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says of each item why it stands where it stands, and of ids asked about why they are not among the items. */
final class Reasons {

    private static final int PARTS_NAMED = 3;

    private final CanonicalStore store;

    Reasons(CanonicalStore store) {
        this.store = store;
    }

    List<ContextExplanation> of(ContextFetch request, Ranking ranking, Selection selection, Parts parts) {
        List<ContextExplanation> explanations = new ArrayList<>();
        Set<String> handedOut = new HashSet<>();
        for (Candidate candidate : selection.chosen()) {
            handedOut.add(candidate.id());
            explanations.add(new ContextExplanation(
                    candidate.id(),
                    handedOut.size(),
                    ranking.ranks(candidate.id()),
                    candidate.score(),
                    candidate.parts(),
                    found(candidate)));
        }
        List<String> absent = request.explainIds().stream()
                .distinct()
                .filter(id -> !handedOut.contains(id))
                .toList();
        Set<String> stored = stored(request, ranking, absent, parts);
        absent.forEach(id -> explanations.add(absent(id, ranking, selection, stored)));
        return explanations;
    }

    private static ContextExplanation absent(String id, Ranking ranking, Selection selection, Set<String> stored) {
        List<Candidate> ranked = ranking.bestFirst();
        for (int place = 0; place < ranked.size(); place++) {
            Candidate candidate = ranked.get(place);
            if (candidate.id().equals(id)) {
                String why = selection.why().getOrDefault(id, "left out") + ", place " + (place + 1) + " of "
                        + ranked.size();
                return new ContextExplanation(id, null, ranking.ranks(id), candidate.score(), candidate.parts(), why);
            }
        }
        return new ContextExplanation(id, null, ranking.ranks(id), 0, Map.of(), notRanked(id, ranking, stored));
    }

    private static String notRanked(String id, Ranking ranking, Set<String> stored) {
        if (ranking.looksAt(id)) {
            return "no list found it, or the filter does not admit it";
        }
        return stored.contains(id)
                ? "stored, but none of the lists found it"
                : "not among the turns that were looked at: it is not stored for this user, or not yet";
    }

    /** Which of the ids are turns of this user at all, among those that were not looked at. */
    private Set<String> stored(ContextFetch request, Ranking ranking, List<String> absent, Parts parts) {
        List<UUID> unseen = absent.stream()
                .filter(id -> !ranking.looksAt(id))
                .map(Ranking::turnId)
                .flatMap(Optional::stream)
                .toList();
        if (unseen.isEmpty()) {
            return Set.of();
        }
        List<Turn> turns = parts.await(parts.begin("explain", () -> store.lookup(request.user(), unseen)))
                .orElse(List.of());
        return turns.stream().map(turn -> turn.id().toString()).collect(Collectors.toSet());
    }

    private static String found(Candidate candidate) {
        String most = candidate.parts().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(PARTS_NAMED)
                .filter(part -> part.getValue() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return "found by " + String.join(", ", candidate.sources())
                + (most.isEmpty() ? "" : "; most of its score is " + most);
    }
}
