package io.memoryorchestrator.api.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why something stands where it stands in an answer, or is not in it.
 *
 * @param id the item's id, as handed out or as asked about
 * @param place among the items, from 1; null when it is not one of them
 * @param ranks in which place each list found it, from 1; a list that did not find it is absent
 * @param score by which it was ranked, and 0 when it was not
 * @param scoreParts what the score is made of, by name
 * @param reason in words for a person
 */
public record ContextExplanation(
        String id,
        @Nullable Integer place,
        Map<String, Integer> ranks,
        double score,
        Map<String, Double> scoreParts,
        String reason) {
    public ContextExplanation {
        ranks = Map.copyOf(ranks);
        scoreParts = Map.copyOf(scoreParts);
    }
}
