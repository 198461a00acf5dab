package io.memoryorchestrator.server.recall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From what was ranked to what is handed out: duplicates dropped, the ongoing conversation's last turns always with a
 * place, and of two that nearly say the same but differ, the newer first.
 *
 * @param chosen best first
 * @param why for what was ranked and is not handed out, the reason
 */
record Selection(List<Candidate> chosen, Map<String, String> why) {

    static Selection of(Ranking ranking, int limit) {
        List<Candidate> bestFirst = ranking.bestFirst();
        long reserved =
                Math.min(limit, bestFirst.stream().filter(Candidate::recent).count());
        int open = limit - (int) reserved;
        List<Candidate> chosen = new ArrayList<>(limit);
        Map<String, String> why = new HashMap<>();
        Duplicates duplicates = new Duplicates();
        for (Candidate candidate : bestFirst) {
            if (chosen.size() == limit || (!candidate.recent() && open == 0)) {
                why.put(candidate.id(), "ranked below the limit");
            } else if (!duplicates.takeIfNew(candidate)) {
                why.put(candidate.id(), "says the same as a better one");
            } else {
                open -= candidate.recent() ? 0 : 1;
                chosen.add(candidate);
            }
        }
        return new Selection(Contradictions.newestFirst(chosen, ranking::terms), why);
    }
}
