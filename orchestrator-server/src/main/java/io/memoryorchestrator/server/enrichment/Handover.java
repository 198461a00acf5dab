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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way to the provider. Each turn is claimed right before it is sent, and let go of right after. Who forgets a
 * turn meanwhile finds nothing of it at the provider yet, so whoever sent it makes the provider forget it then.
 */
final class Handover {
    private final Provider provider;
    private final DeliveryLedger ledger;
    private final ErasedUsers erased;
    private final Duration lease;
    private final Set<TurnKey> met = new HashSet<>();
    private Handed.@Nullable Later stopped;

    Handover(Provider provider, DeliveryLedger ledger, ErasedUsers erased, Duration lease) {
        this.provider = provider;
        this.ledger = ledger;
        this.erased = erased;
        this.lease = lease;
    }

    List<Handed> run(List<Turn> batch) {
        List<Handed> outcomes = new ArrayList<>(batch.size());
        for (Turn turn : batch) {
            outcomes.add(outcome(turn));
        }
        return outcomes;
    }

    private Handed outcome(Turn turn) {
        TurnKey key = TurnKey.of(turn);
        if (!met.add(key)) {
            return new Handed.Settled(turn);
        }
        if (stopped != null) {
            return new Handed.Later(turn, stopped.because(), false, stopped.hold(), stopped.outage());
        }
        return switch (ledger.claim(provider.name(), key, lease)) {
            case FRESH -> delivered(turn, () -> provider.send(turn));
            case IN_DOUBT -> delivered(turn, () -> provider.ask(key).orElseGet(() -> provider.send(turn)));
            case HELD -> new Handed.Held(turn);
            case SETTLED -> new Handed.Settled(turn);
            // It may have been sent by somebody who did not come to see that it was forgotten. Of an erased user the
            // erasure sees to that, once nothing of the user is left here.
            case FORGOTTEN -> erased.include(turn) ? new Handed.Settled(turn) : forgotten(turn);
        };
    }

    private Handed delivered(Turn turn, Supplier<Delivery> way) {
        Delivery delivery;
        try {
            delivery = way.get();
        } catch (AdapterException failure) {
            return failed(turn, failure);
        } catch (RuntimeException unforeseen) {
            letGo(turn, unforeseen);
            throw unforeseen;
        }
        if (!record(delivery)) {
            return forgotten(turn);
        }
        return delivery.state() == State.FAILED
                ? new Handed.Refused(turn, "The provider has this turn with another content")
                : new Handed.Settled(turn);
    }

    private Handed failed(Turn turn, AdapterException failure) {
        if (!failure.kind().retryable()) {
            String reason = failure.kind() == FailureKind.REJECTED ? "rejected" : "unsupported";
            record(new Delivery(TurnKey.of(turn), State.FAILED, null, reason));
            return new Handed.Refused(turn, String.valueOf(failure.getMessage()));
        }
        record(new Delivery(TurnKey.of(turn), State.IN_DOUBT, null, null));
        Optional<Circuit> outage = provider.outage();
        Duration hold = outage.map(Circuit::retryAfter).or(failure::retryAfter).orElse(null);
        var later = new Handed.Later(turn, failure, true, hold, outage.isPresent());
        if (hold != null) {
            stopped = later;
        }
        return later;
    }

    private void letGo(Turn turn, RuntimeException unforeseen) {
        try {
            record(new Delivery(TurnKey.of(turn), State.IN_DOUBT, null, null));
        } catch (AdapterException away) {
            unforeseen.addSuppressed(away);
        }
    }

    private Handed forgotten(Turn turn) {
        try {
            provider.forget(TurnKey.of(turn));
            return new Handed.Settled(turn);
        } catch (AdapterException failure) {
            return failed(turn, failure);
        }
    }

    /** @return false when the turn was forgotten meanwhile */
    private boolean record(Delivery delivery) {
        return ledger.record(provider.name(), List.of(delivery)).isEmpty();
    }
}
