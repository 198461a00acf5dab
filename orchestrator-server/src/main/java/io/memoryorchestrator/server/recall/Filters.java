package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import org.jspecify.annotations.Nullable;

/** A turn filter applied to turns that have been read without it; of types only the store knows. */
final class Filters {

    private Filters() {}

    static boolean admits(TurnFilter filter, Turn turn) {
        return fits(filter.sessionId(), turn.session().sessionId())
                && fits(filter.threadId(), turn.labels().threadId())
                && fits(filter.agentId(), turn.labels().agentId())
                && fits(filter.namespace(), turn.labels().namespace())
                && (filter.roles().isEmpty() || filter.roles().contains(turn.role()))
                && (filter.since() == null || !turn.occurredAt().isBefore(filter.since()))
                && (filter.until() == null || turn.occurredAt().isBefore(filter.until()));
    }

    private static boolean fits(@Nullable String wanted, @Nullable String value) {
        return wanted == null || wanted.equals(value);
    }
}
