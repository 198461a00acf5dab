package io.memoryorchestrator.server.recall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From what was ranked to what is handed out: duplicates dropped, about half of the places kept for the ongoing conversation's last
 * turns, and of two that nearly say the same but differ, the newer first.
 *
 * @param chosen best first
 * @param why for what was ranked and is not handed out, the reason
 */
record Selection(List<Candidate> chosen, Map<String, String> why) {

    static Selection of(Ranking ranking, int limit) {
        List<Candidate> bestFirst = ranking.bestFirst();
        int recent = (int) bestFirst.stream().filter(Candidate::recent).count();
        // The others are open, or a small limit would leave no place for what answers the question.
        int kept = Math.clamp(limit - Math.max(1, limit / 2), 0, recent);
        List<Candidate> chosen = new ArrayList<>(limit);
        List<Candidate> waiting = new ArrayList<>();
        Map<String, String> why = new HashMap<>();
        Duplicates duplicates = new Duplicates();
        for (Candidate candidate : bestFirst) {
            if (chosen.size() + (candidate.recent() ? 0 : kept) >= limit) {
                waiting.add(candidate);
            } else if (take(candidate, duplicates, chosen, why) && candidate.recent()) {
                kept = Math.max(0, kept - 1);
            }
        }
        for (Candidate candidate : waiting) {
            // There is room again where a turn that had a place says the same as another.
            if (chosen.size() == limit) {
                why.put(candidate.id(), "ranked below the limit");
            } else {
                take(candidate, duplicates, chosen, why);
            }
        }
        chosen.sort(Candidate.BEST_FIRST);
        return new Selection(Contradictions.newestFirst(chosen, ranking::terms), why);
    }

    private static boolean take(
            Candidate candidate, Duplicates duplicates, List<Candidate> chosen, Map<String, String> why) {
        boolean isNew = duplicates.takeIfNew(candidate);
        if (isNew) {
            chosen.add(candidate);
        } else {
            why.put(candidate.id(), "says the same as a better one");
        }
        return isNew;
    }
}
