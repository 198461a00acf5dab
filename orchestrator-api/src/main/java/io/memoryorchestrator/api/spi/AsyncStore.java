package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.TurnKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ability of a backend that may still be working on a turn when {@code store} has returned, or whose answer may get
 * lost, to be asked afterwards. With a delivery ledger it makes every turn reach the backend once:
 *
 * <ol>
 *   <li>note the turn as in doubt, then {@code store} it;
 *   <li>after STORED or DUPLICATE it is delivered; after PENDING, {@link #poll} the receipt's reference until it is not
 *       WORKING any more;
 *   <li>after FAILED the turn is stored again;
 *   <li>after UNKNOWN, after a failure of {@code store}, and after a restart that finds it in doubt, ask {@link #find}:
 *       what is found is not sent again, what is not found is stored again.
 * </ol>
 */
public interface AsyncStore {

    /**
     * What became of what a receipt referred to.
     *
     * @param reference of a receipt of this adapter; any other is answered UNKNOWN
     */
    Settled poll(String reference);

    /**
     * Whether the backend has accepted a turn, as far as it can say: by its memories first, then by its unfinished and
     * finished work.
     *
     * @return a receipt with the outcome STORED or PENDING; empty when nothing of the turn is there, and also when all
     *     work on it failed
     */
    Optional<TurnReceipt> find(TurnKey turn);

    /**
     * How work that the backend took stands.
     *
     * @param memoryIds the backend's ids of what it made; may be empty when DONE, as not every turn says something that
     *     is worth remembering
     * @param reason the backend's words when FAILED, else null
     */
    record Settled(
            State state, List<String> memoryIds, @Nullable String reason) {
        public Settled {
            memoryIds = List.copyOf(memoryIds);
        }

        /** Where the work can be; WORKING alone is not final. */
        public enum State {
            WORKING,
            DONE,
            FAILED,
            /** The backend does not know the reference: its word has to be checked with {@code find}. */
            UNKNOWN
        }
    }
}
