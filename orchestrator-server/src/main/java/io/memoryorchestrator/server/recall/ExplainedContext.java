package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.intent.FetchedContext;
import java.util.List;

/**
 * An answer with its reasons.
 *
 * @param explanations one for each item, in order, then one for each id that was asked for and is not among the items
 */
public record ExplainedContext(FetchedContext context, List<Explanation> explanations) {

    public ExplainedContext {
        explanations = List.copyOf(explanations);
    }
}
