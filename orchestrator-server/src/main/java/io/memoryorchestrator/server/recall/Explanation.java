package io.memoryorchestrator.server.recall;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why something stands where it stands in an answer, or is not in it.
 *
 * @param id the turn's or note's id, as handed out or as asked for
 * @param place in the answer, from 1; null when it is not in it
 * @param ranks in which place each list found it; a list that did not find it is absent
 * @param score by which it was ranked, and 0 when it was not
 * @param parts what the score is made of
 * @param reason in words for a person
 */
public record Explanation(
        String id,
        @Nullable Integer place,
        Map<String, Integer> ranks,
        double score,
        Map<String, Double> parts,
        String reason) {

    public Explanation {
        ranks = Map.copyOf(ranks);
        parts = Map.copyOf(parts);
    }
}
