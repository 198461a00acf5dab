package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.adapter.mem0.http.Added;
import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed;
import io.memoryorchestrator.adapter.mem0.http.Mem0Api;
import io.memoryorchestrator.adapter.mem0.http.Memory;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.api.spi.TurnReceipt.Outcome;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gets one turn to Mem0 once. Each turn is an add of its own: its id in the metadata then names exactly what that add
 * made, so an add without an answer can be looked up and settled by itself. With several turns in one add, one lost
 * answer would leave all of them in doubt, and the memories would not tell which turn they came from.
 */
final class TurnSender {
    private static final int STRIPES = 64;

    private final Mem0Api api;
    private final Mem0Settings settings;
    private final Reconciler reconciler;
    private final Retrying retrying;
    private final SentTurns sent;
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    TurnSender(Mem0Api api, Mem0Settings settings, Reconciler reconciler, Retrying retrying, SentTurns sent) {
        this.api = api;
        this.settings = settings;
        this.reconciler = reconciler;
        this.retrying = retrying;
        this.sent = sent;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /**
     * @param stored a memory of this turn that Mem0 has already, or null
     * @throws ExchangeFailed when it could not be sent; whether it is in doubt is remembered
     */
    TurnReceipt send(Turn turn, @Nullable Memory stored) {
        TurnKey key = TurnKey.of(turn);
        ReentrantLock stripe = stripes[Math.floorMod(key.hashCode(), STRIPES)];
        stripe.lock();
        try {
            SentTurns.Known known = sent.find(key).orElse(null);
            if (known instanceof SentTurns.Known.Accepted accepted) {
                return again(turn, accepted);
            }
            if (stored != null) {
                return duplicate(turn, stored);
            }
            return deliver(turn, key, known instanceof SentTurns.Known.InDoubt);
        } finally {
            stripe.unlock();
        }
    }

    private TurnReceipt again(Turn turn, SentTurns.Known.Accepted accepted) {
        TurnReceipt receipt = accepted.receipt();
        if (!accepted.contentHash().equals(Wire.contentHash(turn))) {
            return new TurnReceipt(turn.id(), Outcome.CONFLICT, receipt.reference());
        }
        return receipt.outcome() == Outcome.PENDING
                ? receipt
                : new TurnReceipt(turn.id(), Outcome.DUPLICATE, receipt.reference());
    }

    private TurnReceipt duplicate(Turn turn, Memory stored) {
        Object hash = stored.metadata().get(Wire.CONTENT_HASH);
        boolean same = hash == null || hash.equals(Wire.contentHash(turn));
        if (same) {
            var receipt = new TurnReceipt(turn.id(), Outcome.STORED, stored.id());
            sent.accepted(TurnKey.of(turn), receipt, Wire.contentHash(turn));
        }
        return new TurnReceipt(turn.id(), same ? Outcome.DUPLICATE : Outcome.CONFLICT, stored.id());
    }

    private TurnReceipt deliver(Turn turn, TurnKey key, boolean inDoubt) {
        var delivery = new Delivery(turn, key, inDoubt);
        try {
            TurnReceipt receipt = retrying.repeatDelicately(delivery::attempt);
            sent.accepted(key, receipt, Wire.contentHash(turn));
            return receipt;
        } catch (ExchangeFailed failed) {
            if (delivery.inDoubt) {
                sent.inDoubt(key);
            }
            throw failed;
        }
    }

    /** The attempts on one turn, which share whether it may have arrived. */
    private final class Delivery {
        private final Turn turn;
        private final TurnKey key;
        private boolean inDoubt;

        Delivery(Turn turn, TurnKey key, boolean inDoubt) {
            this.turn = turn;
            this.key = key;
            this.inDoubt = inDoubt;
        }

        TurnReceipt attempt() {
            if (inDoubt) {
                Optional<TurnReceipt> found = reconciler.find(key);
                if (found.isPresent()) {
                    return found.get();
                }
                inDoubt = false;
            }
            Added added;
            try {
                added = api.add(Wire.toMemory(turn, settings.infer()));
            } catch (ExchangeFailed failed) {
                inDoubt = Mem0Failures.meaning(failed).mayHaveArrived();
                throw failed;
            }
            if (added.eventId() != null) {
                return new TurnReceipt(turn.id(), Outcome.PENDING, added.eventId());
            }
            inDoubt = true;
            confirm(added);
            inDoubt = false;
            return new TurnReceipt(
                    turn.id(),
                    Outcome.STORED,
                    added.memoryIds().isEmpty() ? null : added.memoryIds().getFirst());
        }

        /** No memory made is an honest answer of a model that saw nothing to remember, but not of a plain store. */
        private void confirm(Added added) {
            if (added.memoryIds().isEmpty()) {
                if (!settings.infer() && turn.role() != Role.SYSTEM) {
                    throw unconfirmed("Mem0 answered 200 and stored nothing, though it was told to keep the words");
                }
                return;
            }
            if (settings.verifyWrites()
                    && api.get(added.memoryIds().getFirst())
                            .filter(memory -> memory.has(Wire.TURN_ID, turn.id().toString()))
                            .isEmpty()) {
                throw unconfirmed("Mem0 answered 200 but does not have the memory that it named");
            }
        }

        private static ExchangeFailed unconfirmed(String words) {
            return new ExchangeFailed(ExchangeFailed.What.UNCONFIRMED, words, null);
        }
    }
}
