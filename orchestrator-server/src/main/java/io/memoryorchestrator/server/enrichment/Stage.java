package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.model.Turn;
import java.util.List;

/**
 * Something that is done with every stored turn after its commit. Each stage reads the turn-stored topic in a consumer
 * group of its own, so that a slow or failing one holds up nobody else.
 *
 * <p>Both methods throw {@link io.memoryorchestrator.api.failure.AdapterException} when they could not: a retryable one
 * has the batch handed in again after a pause, any other sets the turn aside.
 */
public interface Stage {

    /** Short and stable: part of the consumer group's name. */
    String name();

    /** Whether there is anybody whose turns it would handle at present; a flag may say that there is not. */
    default boolean isOpen() {
        return true;
    }

    /** Does the work for turns as they come; one that was done before is passed over. */
    void handle(List<Turn> turns);

    /** Does the work again, as a backfill asks for: what can be made anew is, what must happen only once is not. */
    void repeat(List<Turn> turns);
}
