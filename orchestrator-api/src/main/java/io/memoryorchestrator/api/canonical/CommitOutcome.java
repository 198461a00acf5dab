package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.spi.TurnReceipt;
import java.util.List;

/**
 * What became of an intent at commit.
 *
 * @param receipts one for each turn of the commit, in order. One CONFLICT fails the intent with the reason
 *     {@code idempotency_conflict}; its other turns are stored all the same
 * @param suppressed whether nothing was stored because the user has been erased. The receipts are CONFLICT then, as
 *     nothing of it may go on to others, and the intent ends as SKIPPED with the reason {@code user_erased}
 */
public record CommitOutcome(String intentId, List<TurnReceipt> receipts, boolean suppressed) {
    public CommitOutcome {
        receipts = List.copyOf(receipts);
    }

    public CommitOutcome(String intentId, List<TurnReceipt> receipts) {
        this(intentId, receipts, false);
    }

    /** Whether a turn is stored with another content. */
    public boolean conflicted() {
        return !suppressed && receipts.stream().anyMatch(receipt -> receipt.outcome() == TurnReceipt.Outcome.CONFLICT);
    }
}
