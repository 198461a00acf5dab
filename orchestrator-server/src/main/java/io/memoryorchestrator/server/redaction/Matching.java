package io.memoryorchestrator.server.redaction;

import io.memoryorchestrator.pii.CustomPattern;
import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;
import java.util.List;
import java.util.Map;

/**
 * What counts as found, for all tenants.
 *
 * @param minimumConfidence how sure a finding of a type must be, 0 to 1; a type that is absent is as in the standard policy
 * @param patterns the operator's own
 */
public record Matching(Map<PiiType, Double> minimumConfidence, List<CustomPattern> patterns) {
    /** As the filter comes. */
    public static final Matching STANDARD = new Matching(Map.of(), List.of());

    public Matching {
        minimumConfidence = Map.copyOf(minimumConfidence);
        patterns = List.copyOf(patterns);
    }

    void apply(PiiPolicy.Builder builder) {
        minimumConfidence.forEach(builder::minimumConfidence);
        patterns.forEach(builder::customPattern);
    }

    /** The same, but nothing that the standard policy is sure of is let through. */
    void sharpen(PiiPolicy.Builder builder) {
        minimumConfidence.forEach((type, confidence) -> builder.minimumConfidence(
                type, Math.min(confidence, PiiPolicy.standard().minimumConfidence(type))));
        patterns.forEach(builder::customPattern);
    }
}
