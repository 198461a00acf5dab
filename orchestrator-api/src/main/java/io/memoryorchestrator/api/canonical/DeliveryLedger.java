package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.TurnKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has been sent to adapters other than the canonical one, so that each turn reaches each of them once. */
public interface DeliveryLedger {

    /** What is known of these turns for an adapter; turns never tried are absent. */
    Map<TurnKey, Delivery> find(String adapter, Collection<TurnKey> turns);

    /**
     * Deliveries that an adapter has taken and not settled yet, those first that were looked at longest ago. Nobody else
     * gets them for the time of the lease; {@link #record} ends it.
     *
     * @param limit 1 to 1,000
     */
    List<Delivery> claimPending(String adapter, int limit, Duration lease);

    /** Writes how deliveries stand; the newest word on a turn and adapter counts. Turns forgotten meanwhile are dropped. */
    void record(String adapter, List<Delivery> deliveries);

    /** Takes back what was noted as in doubt and then not sent after all; deliveries in any other state stay. */
    void withdraw(String adapter, Collection<TurnKey> turns);

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
