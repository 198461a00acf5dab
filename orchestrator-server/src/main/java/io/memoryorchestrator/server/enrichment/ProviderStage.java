package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.canonical.DeliveryLedger;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery.State;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.AsyncStore;
import io.memoryorchestrator.api.spi.Curation;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.TurnLookup;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends stored turns to a provider, each of them once: a delivery is noted as in doubt before it is sent, and one found in
 * doubt is asked after before it is sent again.
 */
public final class ProviderStage implements Stage {
    private static final int CHUNK = 20;
    private static final int LOOKED_AFTER = 200;

    private final MemoryAdapter provider;
    private final DeliveryLedger ledger;
    private final TurnLookup store;
    private final FlagGate gate;

    /** @param store where turns are read again that have to be sent again */
    public ProviderStage(MemoryAdapter provider, DeliveryLedger ledger, TurnLookup store, FlagGate gate) {
        this.provider = provider;
        this.ledger = ledger;
        this.store = store;
        this.gate = gate;
    }

    @Override
    public String name() {
        return provider.descriptor().name();
    }

    @Override
    public boolean isOpen() {
        return gate.isOpen();
    }

    /** Delivering is what must happen only once, so a repetition sends what was never delivered. */
    @Override
    public void repeat(List<Turn> turns) {
        handle(turns);
    }

    @Override
    public void handle(List<Turn> turns) {
        List<Turn> letIn = gate.letIn(turns);
        for (int from = 0; from < letIn.size(); from += CHUNK) {
            deliver(letIn.subList(from, Math.min(from + CHUNK, letIn.size())));
        }
    }

    private void deliver(List<Turn> turns) {
        Map<TurnKey, Delivery> known =
                ledger.find(name(), turns.stream().map(TurnKey::of).toList());
        List<Delivery> settled = new ArrayList<>();
        Set<TurnKey> met = new HashSet<>();
        try {
            for (Turn turn : turns) {
                if (!met.add(TurnKey.of(turn))) {
                    continue;
                }
                Delivery before = known.get(TurnKey.of(turn));
                if (before == null) {
                    settled.add(judge(turn).orElseGet(() -> sendNoted(turn, settled)));
                } else if (before.state() == State.IN_DOUBT) {
                    settled.add(askAfter(before.turn()).orElseGet(() -> sendNoted(turn, settled)));
                }
            }
        } finally {
            ledger.record(name(), settled);
        }
    }

    private Optional<Delivery> judge(Turn turn) {
        if (provider instanceof Curation curation && curation.judge(turn) instanceof Curation.Verdict.Skip skip) {
            return Optional.of(new Delivery(TurnKey.of(turn), State.SKIPPED, null, skip.reason()));
        }
        return Optional.empty();
    }

    /** Notes the turn as in doubt, together with what was settled before it, and sends it. */
    private Delivery sendNoted(Turn turn, List<Delivery> settled) {
        settled.add(new Delivery(TurnKey.of(turn), State.IN_DOUBT, null, null));
        ledger.record(name(), settled);
        settled.clear();
        return send(turn);
    }

    /**
     * Looks after turns that the provider has taken and was still working on; what it failed on is sent again.
     *
     * @return how many are settled now
     */
    public int settlePending() {
        if (!(provider instanceof AsyncStore async) || !gate.isOpen()) {
            return 0;
        }
        int settled = 0;
        for (Delivery pending : ledger.pending(name(), LOOKED_AFTER)) {
            Delivery now = pollAfter(async, pending);
            ledger.record(name(), List.of(now));
            settled += now.state() == State.PENDING ? 0 : 1;
            if (now.state() == State.IN_DOUBT) {
                handle(store.lookup(now.turn().user(), List.of(now.turn().turnId())));
            }
        }
        return settled;
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

    private static Delivery pollAfter(AsyncStore async, Delivery pending) {
        if (pending.reference() == null) {
            return new Delivery(pending.turn(), State.IN_DOUBT, null, null);
        }
        return switch (async.poll(pending.reference()).state()) {
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
