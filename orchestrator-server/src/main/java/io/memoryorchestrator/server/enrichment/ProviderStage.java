package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.canonical.DeliveryLedger;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery.State;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.CircuitGuarded.Circuit;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.TurnBatching;
import io.memoryorchestrator.api.spi.TurnLookup;
import io.memoryorchestrator.server.adapters.LastFailures;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends stored turns to a provider, each of them once: a turn is claimed before it is sent, whoever meets it meanwhile waits,
 * and one that was tried before is asked after before it is sent again. What the provider's curation skips is noted and not sent.
 */
public final class ProviderStage implements Stage {
    private static final int CHUNK = 20;
    private static final Set<State> SETTLED = Set.of(State.PENDING, State.DELIVERED, State.SKIPPED);

    private final Provider provider;
    private final DeliveryLedger ledger;
    private final ErasedUsers erased;
    private final FlagGate gate;
    private final Duration lease;
    private final PendingDeliveries pending;
    private final MeterRegistry meters;

    /**
     * @param store where turns are read again that have to be sent again
     * @param gate decides for each turn, once, whether the provider may have it
     * @param lease how long a turn that is being sent is left to whoever sends it
     * @param failures hear how the provider is
     */
    public ProviderStage(
            MemoryAdapter provider,
            DeliveryLedger ledger,
            TurnLookup store,
            ErasedUsers erased,
            FlagGate gate,
            Duration lease,
            LastFailures failures,
            MeterRegistry meters) {
        this.provider = new Provider(provider, failures);
        this.ledger = ledger;
        this.erased = erased;
        this.gate = gate;
        this.lease = lease;
        this.pending = new PendingDeliveries(this.provider, ledger, store, lease);
        this.meters = meters;
    }

    @Override
    public String name() {
        return provider.name();
    }

    /** A new, empty gathering of turns into batches, after the provider's rule. */
    public TurnBatching batching() {
        return provider.batching();
    }

    /** Why and until when the provider is not called; empty while it is. */
    public Optional<Circuit> outage() {
        return provider.outage();
    }

    /**
     * Those of the turns that the provider may have, that are not settled yet and worth sending; the others are noted as
     * skipped, and counted by reason.
     */
    public List<Turn> worthSending(List<Turn> turns) {
        List<Turn> letIn = gate.letIn(erased.passOver(turns));
        Map<TurnKey, Delivery> known = known(letIn);
        List<Turn> worth = new ArrayList<>();
        Map<TurnKey, Delivery> skipped = new LinkedHashMap<>();
        for (Turn turn : letIn) {
            TurnKey key = TurnKey.of(turn);
            Delivery before = known.get(key);
            if (before != null && SETTLED.contains(before.state())) {
                continue;
            }
            Optional<String> reason = before == null ? provider.skips(turn) : Optional.empty();
            reason.ifPresentOrElse(
                    why -> skipped.put(key, new Delivery(key, State.SKIPPED, null, why)), () -> worth.add(turn));
            if (before == null) {
                meters.counter("memory.curation", "adapter", name(), "reason", reason.orElse("sent"))
                        .increment();
            }
        }
        ledger.record(name(), List.copyOf(skipped.values()));
        return worth;
    }

    /**
     * Sends a batch, one turn after the other, and stops when the provider stops answering.
     *
     * @return one outcome for each turn, in the order given
     * @throws AdapterException when the ledger fails: then nothing is known, and the whole batch is handed over again
     */
    public List<Handed> handOver(List<Turn> batch) {
        return new Handover(provider, ledger, erased, lease).run(batch);
    }

    /** Notes a turn as failed, so that its intent says so; handed over again, it is asked after and then sent. */
    public void giveUp(Turn turn, String reason) {
        ledger.record(name(), List.of(new Delivery(TurnKey.of(turn), State.FAILED, null, reason)));
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
        List<Turn> worth = worthSending(turns);
        for (int from = 0; from < worth.size(); from += CHUNK) {
            handOver(worth.subList(from, Math.min(from + CHUNK, worth.size()))).forEach(this::require);
        }
    }

    private void require(Handed handed) {
        switch (handed) {
            case Handed.Settled _ -> {}
            case Handed.Later later -> throw later.because();
            case Handed.Held held ->
                throw new AdapterException(
                        name(),
                        FailureKind.OVERLOADED,
                        "Turn " + held.turn().id() + " is being sent by somebody else",
                        Handed.Held.LOOK_AGAIN,
                        null);
            case Handed.Refused refused ->
                throw new AdapterException(name(), FailureKind.REJECTED, refused.detail(), null);
        }
    }

    /**
     * Looks after turns that the provider has taken and was still working on; what came to nothing is sent again.
     *
     * @return how many are settled now
     */
    public int settlePending() {
        return gate.isOpen() ? pending.settle() : 0;
    }

    private Map<TurnKey, Delivery> known(List<Turn> turns) {
        return ledger.find(name(), turns.stream().map(TurnKey::of).toList());
    }
}
