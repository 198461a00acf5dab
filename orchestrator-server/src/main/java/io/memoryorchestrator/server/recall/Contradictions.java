package io.memoryorchestrator.server.recall;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Statements that share most of their words and still differ ("I live in Berlin", later "I live in Bern") may contradict
 * one another. Both are handed out, and the newer takes the better place of the two.
 */
final class Contradictions {

    private static final double ALIKE = 0.6;

    private Contradictions() {}

    /** @param terms the words of what is said, in the form that words are compared in */
    static List<Candidate> newestFirst(List<Candidate> chosen, Function<Candidate, Set<String>> terms) {
        List<Candidate> ordered = new ArrayList<>(chosen);
        List<Set<String>> words = new ArrayList<>();
        ordered.forEach(candidate -> words.add(terms.apply(candidate)));
        for (int better = 0; better < ordered.size(); better++) {
            for (int worse = better + 1; worse < ordered.size(); worse++) {
                if (ordered.get(worse).when().isAfter(ordered.get(better).when())
                        && sameSpeaker(ordered.get(better), ordered.get(worse))
                        && Jaccard.atLeast(ALIKE, words.get(better), words.get(worse))) {
                    exchange(ordered, better, worse);
                    exchange(words, better, worse);
                }
            }
        }
        return ordered;
    }

    private static boolean sameSpeaker(Candidate one, Candidate other) {
        return one.turn() != null
                && other.turn() != null
                && one.turn().role() == other.turn().role();
    }

    private static <T> void exchange(List<T> list, int one, int other) {
        T kept = list.get(one);
        list.set(one, list.get(other));
        list.set(other, kept);
    }
}
