package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.canonical.DeliveryLedger;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery.State;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.AsyncStore;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends stored turns to a provider, each of them once: a delivery is noted as in doubt before it is sent, and one found in
 * doubt is asked after before it is sent again.
 */
public final class ProviderStage implements Stage {
    private static final int CHUNK = 20;

    private final MemoryAdapter provider;
    private final DeliveryLedger ledger;

    public ProviderStage(MemoryAdapter provider, DeliveryLedger ledger) {
        this.provider = provider;
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return provider.descriptor().name();
    }

    /** Delivering is what must happen only once, so a repetition sends what was never delivered. */
    @Override
    public void repeat(List<Turn> turns) {
        handle(turns);
    }

    @Override
    public void handle(List<Turn> turns) {
        for (int from = 0; from < turns.size(); from += CHUNK) {
            deliver(turns.subList(from, Math.min(from + CHUNK, turns.size())));
        }
    }

    private void deliver(List<Turn> turns) {
        Map<TurnKey, Delivery> known =
                ledger.find(name(), turns.stream().map(TurnKey::of).toList());
        List<Turn> unsent = new ArrayList<>();
        List<Delivery> settled = new ArrayList<>();
        for (Turn turn : turns) {
            Delivery delivery = known.get(TurnKey.of(turn));
            if (delivery == null) {
                unsent.add(turn);
            } else if (delivery.state() == State.IN_DOUBT) {
                askAfter(TurnKey.of(turn)).ifPresentOrElse(settled::add, () -> unsent.add(turn));
            } else if (delivery.state() == State.PENDING) {
                settled.add(pollAfter(delivery));
            }
        }
        ledger.record(
                name(),
                unsent.stream()
                        .map(turn -> new Delivery(TurnKey.of(turn), State.IN_DOUBT, null, null))
                        .toList());
        try {
            unsent.forEach(turn -> settled.add(send(turn)));
        } finally {
            ledger.record(name(), settled);
        }
    }

    private Delivery send(Turn turn) {
        TurnKey key = TurnKey.of(turn);
        try {
            return delivery(key, provider.store(List.of(turn)).getFirst());
        } catch (AdapterException refused) {
            if (refused.kind() == FailureKind.REJECTED) {
                return new Delivery(key, State.FAILED, null, "rejected");
            }
            throw refused;
        }
    }

    private Optional<Delivery> askAfter(TurnKey key) {
        return provider instanceof AsyncStore async
                ? async.find(key).map(receipt -> delivery(key, receipt))
                : Optional.empty();
    }

    private Delivery pollAfter(Delivery pending) {
        if (!(provider instanceof AsyncStore async) || pending.reference() == null) {
            return pending;
        }
        AsyncStore.Settled settled = async.poll(pending.reference());
        return switch (settled.state()) {
            case WORKING -> pending;
            case DONE -> new Delivery(pending.turn(), State.DELIVERED, pending.reference(), null);
            case FAILED, UNKNOWN -> new Delivery(pending.turn(), State.IN_DOUBT, null, null);
        };
    }

    private static Delivery delivery(TurnKey key, TurnReceipt receipt) {
        return switch (receipt.outcome()) {
            case STORED, DUPLICATE -> new Delivery(key, State.DELIVERED, receipt.reference(), null);
            case PENDING -> new Delivery(key, State.PENDING, receipt.reference(), null);
            case CONFLICT -> new Delivery(key, State.FAILED, receipt.reference(), "conflict");
        };
    }
}
