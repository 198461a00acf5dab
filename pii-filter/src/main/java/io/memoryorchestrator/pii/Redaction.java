package io.memoryorchestrator.pii;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came out of the filter.
 *
 * @param text the text with every finding replaced; the caller's own instance when nothing was found
 * @param findings what was replaced, in order of position and without overlap; offsets refer to the text that went in
 */
public record Redaction(String text, List<Finding> findings) {

    public Redaction {
        findings = List.copyOf(findings);
    }

    /** Whether anything was replaced. */
    public boolean changed() {
        return !findings.isEmpty();
    }

    /** How many findings there are of each type; types without one are absent. Meant for metrics. */
    public Map<PiiType, Integer> counts() {
        if (findings.isEmpty()) {
            return Map.of();
        }
        Map<PiiType, Integer> counts = new EnumMap<>(PiiType.class);
        for (Finding finding : findings) {
            counts.merge(finding.type(), 1, Integer::sum);
        }
        return Map.copyOf(counts);
    }
}
