package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.util.List;

/**
 * What became of an intent at commit.
 *
 * @param receipts one for each turn of the commit, in order. One CONFLICT fails the intent with the reason
 *     {@code idempotency_conflict}; its other turns are stored all the same
 * @param standing its turns as they are in the store, in order: of one that came again the first, whatever else it carried;
 *     without conflicts, and without what has been forgotten since. This is what may go on to others
 * @param suppressed whether nothing was stored because the user has been erased. The receipts are CONFLICT then, as
 *     nothing of it may go on to others, and the intent ends as SKIPPED with the reason {@code user_erased}
 */
public record CommitOutcome(String intentId, List<TurnReceipt> receipts, List<Turn> standing, boolean suppressed) {
    public CommitOutcome {
        receipts = List.copyOf(receipts);
        standing = List.copyOf(standing);
    }

    /** Whether a turn is stored with another content. */
    public boolean conflicted() {
        return !suppressed && receipts.stream().anyMatch(receipt -> receipt.outcome() == TurnReceipt.Outcome.CONFLICT);
    }
}
