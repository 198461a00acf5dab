package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.TurnKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been sent to adapters other than the canonical one, so that each turn reaches each of them once. */
public interface DeliveryLedger {

    /** What is known of these turns for an adapter; turns never tried are absent. */
    Map<TurnKey, Delivery> find(String adapter, Collection<TurnKey> turns);

    /**
     * Takes a turn in hand before it is sent. From then on it is in doubt, and nobody else gets it until {@link #record} or
     * until the lease is over; by then whoever had it is taken for dead.
     */
    Claim claim(String adapter, TurnKey turn, Duration lease);

    /**
     * Deliveries that an adapter has taken and not settled yet, those first that were looked at longest ago. Nobody else
     * gets them for the time of the lease; {@link #record} ends it.
     *
     * @param limit 1 to 1,000
     */
    List<Delivery> claimPending(String adapter, int limit, Duration lease);

    /**
     * Writes how deliveries stand and lets go of them; the newest word on a turn and adapter counts.
     *
     * @return turns that were forgotten meanwhile: nothing is written of them, and what the adapter has of them has to go
     */
    Set<TurnKey> record(String adapter, List<Delivery> deliveries);

    /** What may be done with a turn. */
    enum Claim {
        /** It was never tried and is the caller's to send. */
        FRESH,
        /** It was tried and is the caller's: the adapter must be asked before it is sent again. */
        IN_DOUBT,
        /** Somebody else has it in hand. */
        HELD,
        /** Nothing is left to do. */
        SETTLED,
        /** The turn is not there any more, and must not be sent. */
        FORGOTTEN
    }

    /**
     * How a delivery stands.
     *
     * @param reference the adapter's id for what it made, or its job id while {@code PENDING}
     * @param reason why it was skipped or failed, as a short code
     */
    record Delivery(
            TurnKey turn,
            State state,
            @Nullable String reference,
            @Nullable String reason) {

        /** Where a delivery can be. */
        public enum State {
            /** About to be sent, or sent without an answer: the adapter must be asked before it is sent again. */
            IN_DOUBT,
            /** The adapter has taken it and works on it. */
            PENDING,
            DELIVERED,
            SKIPPED,
            FAILED
        }
    }
}
