package io.memoryorchestrator.api.intent;

import io.memoryorchestrator.api.model.ContextExplanation;
import io.memoryorchestrator.api.model.ContextItem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to fetchContext.
 *
 * @param contextId names this answer; the rendered block carries it, so that its echo is recognised
 * @param items best first
 * @param block the items rendered as labelled data for a prompt, cut at turn boundaries to the token budget
 * @param tokens size of the block
 * @param degraded what is missing and why, such as {@code vectors: deadline}; empty when nothing is
 * @param timings milliseconds by stage, and {@code total}
 * @param explanations where they were asked for, one for each item in order, then one for each id that was asked about and
 *     is not among the items; else empty
 * @param flags names the state of the feature flags that it was answered under; null where that is not known
 */
public record FetchedContext(
        UUID contextId,
        List<ContextItem> items,
        String block,
        int tokens,
        List<String> degraded,
        Map<String, Double> timings,
        List<ContextExplanation> explanations,
        @Nullable String flags) {
    public FetchedContext {
        items = List.copyOf(items);
        degraded = List.copyOf(degraded);
        explanations = List.copyOf(explanations);
    }
}
