package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery.State;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.AsyncStore;
import io.memoryorchestrator.api.spi.CircuitGuarded;
import io.memoryorchestrator.api.spi.CircuitGuarded.Circuit;
import io.memoryorchestrator.api.spi.Curation;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.TurnBatching;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.server.adapters.LastFailures;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** An adapter as the deliveries to it see it: its answers as deliveries, and what it does not offer as its absence. */
final class Provider {
    private final MemoryAdapter adapter;
    private final LastFailures failures;

    Provider(MemoryAdapter adapter, LastFailures failures) {
        this.failures = failures;
        this.adapter = adapter;
    }

    String name() {
        return adapter.descriptor().name();
    }

    /** @throws io.memoryorchestrator.api.failure.AdapterException when the turn may not have arrived */
    Delivery send(Turn turn) {
        return noted(
                () -> delivery(TurnKey.of(turn), adapter.store(List.of(turn)).getFirst()));
    }

    /** What the provider has of a turn; empty also when it cannot be asked. */
    Optional<Delivery> ask(TurnKey turn) {
        return adapter instanceof AsyncStore async
                ? noted(() -> async.find(turn).map(receipt -> delivery(turn, receipt)))
                : Optional.empty();
    }

    /** @throws AdapterException also while the provider still works on something of it */
    void forget(TurnKey turn) {
        ForgetScope scope = new ForgetScope.OfTurns(turn.user(), Set.of(turn.turnId()));
        noted(() -> adapter.forget(scope).orUnfinished(name()));
    }

    Optional<AsyncStore> working() {
        return adapter instanceof AsyncStore async ? Optional.of(async) : Optional.empty();
    }

    /** Why a turn is not worth sending; empty for one that is. */
    Optional<String> skips(Turn turn) {
        return adapter instanceof Curation curation && curation.judge(turn) instanceof Curation.Verdict.Skip skip
                ? Optional.of(skip.reason())
                : Optional.empty();
    }

    TurnBatching batching() {
        return adapter instanceof Curation curation ? curation.batching() : new OneByOne();
    }

    /** The circuit while it lets nothing but a probe through; empty while calls pass. */
    Optional<Circuit> outage() {
        return adapter instanceof CircuitGuarded guarded
                ? Optional.of(guarded.circuit()).filter(circuit -> circuit.state() != Circuit.State.CLOSED)
                : Optional.empty();
    }

    /** A turn that is refused for good says nothing about how the provider is. */
    private <T> T noted(Supplier<T> call) {
        try {
            T answer = call.get();
            failures.recovered(name());
            return answer;
        } catch (AdapterException failure) {
            if (failure.kind().retryable()) {
                failures.note(failure);
            }
            throw failure;
        }
    }

    private static Delivery delivery(TurnKey key, TurnReceipt receipt) {
        return switch (receipt.outcome()) {
            case STORED, DUPLICATE -> new Delivery(key, State.DELIVERED, receipt.reference(), null);
            case PENDING -> new Delivery(key, State.PENDING, receipt.reference(), null);
            case CONFLICT -> new Delivery(key, State.FAILED, receipt.reference(), "conflict");
        };
    }
}
