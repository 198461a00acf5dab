package io.memoryorchestrator.pii.evaluation;

import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.PiiFilter;
import io.memoryorchestrator.pii.PiiType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How much a filter takes out of chats that nobody labelled.
 *
 * @param words words seen, separated by white space
 * @param perType findings per type
 */
public record OverRedaction(long words, Map<PiiType, Integer> perType) {

    /** Counts what a filter finds in the turns of chats. */
    public static OverRedaction measure(List<String> turns, PiiFilter filter) {
        long words = 0;
        Map<PiiType, Integer> counts = new EnumMap<>(PiiType.class);
        for (String turn : turns) {
            words += turn.isBlank() ? 0 : turn.strip().split("\\s+").length;
            for (Finding finding : filter.redact(turn).findings()) {
                counts.merge(finding.type(), 1, Integer::sum);
            }
        }
        return new OverRedaction(words, Map.copyOf(counts));
    }

    /**
     * Spans per 1,000 words. Telephone numbers are left out: the dialogues hold real ones, which are redacted rightly. Everything else
     * counts as too much, street addresses of venues too.
     */
    public double per1000Words() {
        return per1000Words(perType.getOrDefault(PiiType.PHONE, 0));
    }

    /** Spans per 1,000 words with every finding counted as too much, an upper bound. */
    public double per1000WordsAtMost() {
        return per1000Words(0);
    }

    private double per1000Words(int right) {
        int all = perType.values().stream().mapToInt(Integer::intValue).sum();
        return words == 0 ? 0 : (all - right) * 1000.0 / words;
    }
}
