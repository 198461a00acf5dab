package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.Turn;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of handing one turn to a provider. */
public sealed interface Handed {

    Turn turn();

    /** The ledger knows how it stands, and nothing is left to do here. */
    record Settled(Turn turn) implements Handed {}

    /** Somebody else has it in hand at this moment, and it has to be looked at again soon. */
    record Held(Turn turn) implements Handed {
        public static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    }

    /** The provider refuses it and would refuse it again. */
    record Refused(Turn turn, String detail) implements Handed {}

    /**
     * It has to be handed over again.
     *
     * @param tried false when it was not its turn yet: the provider stopped answering before
     * @param hold how long the provider is to be left alone altogether; null when only this turn failed
     * @param outage whether the provider is not called at all for now, so that the turn's tries do not count
     */
    record Later(
            Turn turn,
            AdapterException because,
            boolean tried,
            @Nullable Duration hold,
            boolean outage) implements Handed {}
}
