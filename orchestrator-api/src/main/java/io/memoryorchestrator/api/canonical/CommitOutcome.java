package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.spi.TurnReceipt;
import java.util.List;

/**
 * What became of an intent at commit.
 *
 * @param receipts one for each turn of the commit, in order. One CONFLICT fails the intent with the reason
 *     {@code idempotency_conflict}; its other turns are stored all the same
 */
public record CommitOutcome(String intentId, List<TurnReceipt> receipts) {
    public CommitOutcome {
        receipts = List.copyOf(receipts);
    }

    public boolean conflicted() {
        return receipts.stream().anyMatch(receipt -> receipt.outcome() == TurnReceipt.Outcome.CONFLICT);
    }
}
