package io.memoryorchestrator.api.spi;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one turn in a batch.
 *
 * @param reference the backend's own id for what it made (a job or memory id), where it gives one
 */
public record TurnReceipt(
        UUID turnId, Outcome outcome, @Nullable String reference) {

    /** The ways storing a turn can end without a failure of the whole batch. */
    public enum Outcome {
        /** It was not there before and is there now. */
        STORED,
        /** It was there already, the same to the letter. */
        DUPLICATE,
        /** Its id was there already with another content; the first one stands. */
        CONFLICT,
        /** The backend took it and will say later what became of it; {@code reference} says where to ask. */
        PENDING
    }

    public static TurnReceipt of(UUID turnId, Outcome outcome) {
        return new TurnReceipt(turnId, outcome, null);
    }
}
