package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What this process lately knows of turns it sent: accepted with a receipt, or in doubt. It spares questions and covers
 * the time until Mem0 shows what it accepted; what it forgets is asked from Mem0 and from the delivery ledger.
 */
final class SentTurns {
    private final int capacity;
    private final Map<TurnKey, Known> known = new LinkedHashMap<>(256, 0.75f, true);
    private final Map<String, TurnKey> byReference = new HashMap<>();

    /** What is known of a turn. */
    sealed interface Known {
        /** Mem0 has it. */
        record Accepted(TurnReceipt receipt, String contentHash) implements Known {}

        /** It was sent without an answer, or with one that turned out to be wrong. */
        record InDoubt() implements Known {}
    }

    SentTurns(int capacity) {
        this.capacity = capacity;
    }

    synchronized Optional<Known> find(TurnKey turn) {
        return Optional.ofNullable(known.get(turn));
    }

    synchronized void accepted(TurnKey turn, TurnReceipt receipt, String contentHash) {
        put(turn, new Known.Accepted(receipt, contentHash));
        String reference = receipt.reference();
        if (reference != null) {
            byReference.put(reference, turn);
        }
    }

    synchronized void inDoubt(TurnKey turn) {
        put(turn, new Known.InDoubt());
    }

    /** The work that a receipt referred to came to nothing. */
    synchronized void failed(String reference) {
        TurnKey turn = byReference.get(reference);
        if (turn != null) {
            drop(turn);
        }
    }

    /** Mem0 does not know what it had told us to ask for. */
    synchronized void doubt(String reference) {
        TurnKey turn = byReference.get(reference);
        if (turn != null) {
            inDoubt(turn);
        }
    }

    synchronized void forget(UserRef user, Predicate<TurnKey> which) {
        Iterator<Map.Entry<TurnKey, Known>> all = known.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<TurnKey, Known> entry = all.next();
            if (entry.getKey().user().equals(user) && which.test(entry.getKey())) {
                all.remove();
                unlink(entry.getValue());
            }
        }
    }

    private void put(TurnKey turn, Known state) {
        drop(turn);
        known.put(turn, state);
        if (known.size() > capacity) {
            drop(known.keySet().iterator().next());
        }
    }

    private void drop(TurnKey turn) {
        unlink(known.remove(turn));
    }

    private void unlink(@Nullable Known state) {
        if (state instanceof Known.Accepted accepted && accepted.receipt().reference() != null) {
            byReference.remove(accepted.receipt().reference());
        }
    }
}
