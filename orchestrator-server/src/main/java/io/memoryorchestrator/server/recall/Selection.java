package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.intent.ContextFetch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** From the lists to the items handed out, best first. The ongoing conversation's last turns always have a place. */
final class Selection {

    private Selection() {}

    static List<Candidate> of(ContextFetch request, Lists lists, RecallSettings settings, Instant now) {
        Fusion fusion = new Fusion(settings.weights());
        fusion.addTurns("words", lists.words(), settings.weights().words());
        fusion.addTurns("vectors", lists.vectors(), settings.weights().vectors());
        fusion.addNotes(
                "mem0", lists.notes(), request.user(), settings.weights().notes());
        fusion.addRecent(lists.recent());
        Neighbours.lift(fusion.candidates(), settings.weights().neighbours());
        fusion.addAge(now, settings.halfLife());
        List<Candidate> ranked = Duplicates.dropped(fusion.bestFirst(), Integer.MAX_VALUE);
        List<Candidate> chosen = new ArrayList<>(request.limit());
        long reserved = ranked.stream().filter(Selection::recent).count();
        long open = request.limit() - Math.min(reserved, request.limit());
        for (Candidate candidate : ranked) {
            if (chosen.size() == request.limit()) {
                break;
            }
            if (recent(candidate)) {
                chosen.add(candidate);
            } else if (open > 0) {
                open--;
                chosen.add(candidate);
            }
        }
        return chosen;
    }

    private static boolean recent(Candidate candidate) {
        return candidate.sources().contains("recent");
    }
}
