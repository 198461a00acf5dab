package io.memoryorchestrator.server.intake;

import io.memoryorchestrator.api.intent.TurnStored;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a batch came to; everything in it has to be published before the batch's offsets may move.
 *
 * @param stored turns that are in the canonical store now
 * @param deadLetters records set aside
 * @param suppressed records of users who have been erased
 */
public record IntakeResult(List<Stored> stored, List<DeadLetter> deadLetters, List<InboundRecord> suppressed) {
    public IntakeResult {
        stored = List.copyOf(stored);
        deadLetters = List.copyOf(deadLetters);
        suppressed = List.copyOf(suppressed);
    }

    /** @param traceparent the W3C trace the turn came in on, or null */
    public record Stored(TurnStored event, @Nullable String traceparent) {}
}
