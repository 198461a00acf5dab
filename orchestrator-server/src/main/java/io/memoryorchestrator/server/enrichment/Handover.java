package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.canonical.DeliveryLedger;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery.State;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.CircuitGuarded.Circuit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One batch on its way to the provider. */
final class Handover {
    private final Provider provider;
    private final DeliveryLedger ledger;
    private final List<Turn> batch;
    private final Map<TurnKey, Delivery> before;
    private final List<Handed> outcomes = new ArrayList<>();
    private final List<Delivery> settled = new ArrayList<>();

    /** Noted as in doubt by this handover, and not sent yet. */
    private final Set<TurnKey> untried = new LinkedHashSet<>();

    private final Set<TurnKey> met = new HashSet<>();
    private Handed.@Nullable Later stopped;

    Handover(Provider provider, DeliveryLedger ledger, List<Turn> batch, Map<TurnKey, Delivery> before) {
        this.provider = provider;
        this.ledger = ledger;
        this.batch = batch;
        this.before = before;
    }

    List<Handed> run() {
        noteInDoubt();
        try {
            for (Turn turn : batch) {
                outcomes.add(outcome(turn));
            }
        } finally {
            ledger.record(provider.name(), settled);
            ledger.withdraw(provider.name(), untried);
        }
        return outcomes;
    }

    /** The ledger drops what has been forgotten meanwhile, so what it does not have afterwards must not be sent. */
    private void noteInDoubt() {
        List<Delivery> doubts = batch.stream()
                .map(TurnKey::of)
                .filter(key -> !before.containsKey(key))
                .distinct()
                .map(key -> new Delivery(key, State.IN_DOUBT, null, null))
                .toList();
        ledger.record(provider.name(), doubts);
        untried.addAll(
                ledger.find(provider.name(), doubts.stream().map(Delivery::turn).toList())
                        .keySet());
    }

    private Handed outcome(Turn turn) {
        TurnKey key = TurnKey.of(turn);
        Delivery known = before.get(key);
        boolean done = known != null && known.state() != State.IN_DOUBT && known.state() != State.FAILED;
        boolean forgotten = known == null && !untried.contains(key);
        if (!met.add(key) || done || forgotten) {
            return new Handed.Settled(turn);
        }
        if (stopped != null) {
            return new Handed.Later(turn, stopped.because(), false, stopped.hold(), stopped.outage());
        }
        untried.remove(key);
        try {
            Delivery delivery = (known == null ? Optional.<Delivery>empty() : provider.ask(key))
                    .orElseGet(() -> provider.send(turn));
            settled.add(delivery);
            return delivery.state() == State.FAILED
                    ? new Handed.Refused(turn, "The provider has this turn with another content")
                    : new Handed.Settled(turn);
        } catch (AdapterException failure) {
            return failed(turn, failure);
        }
    }

    private Handed failed(Turn turn, AdapterException failure) {
        if (!failure.kind().retryable()) {
            String reason = failure.kind() == FailureKind.REJECTED ? "rejected" : "unsupported";
            settled.add(new Delivery(TurnKey.of(turn), State.FAILED, null, reason));
            return new Handed.Refused(turn, String.valueOf(failure.getMessage()));
        }
        Optional<Circuit> outage = provider.outage();
        Duration hold = outage.map(Circuit::retryAfter).or(failure::retryAfter).orElse(null);
        var later = new Handed.Later(turn, failure, true, hold, outage.isPresent());
        if (hold != null) {
            stopped = later;
        }
        return later;
    }
}
