package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.canonical.DeliveryLedger;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery.State;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.AsyncStore;
import io.memoryorchestrator.api.spi.AsyncStore.Settled;
import io.memoryorchestrator.api.spi.TurnLookup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after turns that a provider has taken and was still working on. A delivery stays pending until something better is
 * known: one that came to nothing is asked after and sent again, and if that fails it is met here once more.
 */
final class PendingDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(PendingDeliveries.class);
    private static final int LOOKED_AFTER = 200;

    /** Few enough to leave room for turns that are sent for the first time. */
    private static final int AT_ONCE = 4;

    private final Provider provider;
    private final DeliveryLedger ledger;
    private final TurnLookup store;
    private final Duration lease;

    /** @param lease longer than sending one of them again takes with all its repetitions */
    PendingDeliveries(Provider provider, DeliveryLedger ledger, TurnLookup store, Duration lease) {
        this.provider = provider;
        this.ledger = ledger;
        this.store = store;
        this.lease = lease;
    }

    /** @return how many are settled now */
    int settle() {
        Optional<AsyncStore> async = provider.working();
        if (async.isEmpty() || provider.outage().isPresent()) {
            return 0;
        }
        // Nothing is begun in the second half of the lease, which belongs to what was begun in the first.
        long lastBegin = System.nanoTime() + lease.toNanos() / 2;
        try (ExecutorService workers =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<CompletableFuture<Delivery>> looks = ledger.claimPending(provider.name(), LOOKED_AFTER, lease).stream()
                    .map(each -> CompletableFuture.supplyAsync(
                            () -> System.nanoTime() < lastBegin ? lookedAfter(async.get(), each) : each, workers))
                    .toList();
            List<Delivery> now = looks.stream().map(CompletableFuture::join).toList();
            // Those that still work are written too: whoever was looked at longest ago comes first next time.
            ledger.record(provider.name(), now).forEach(this::forget);
            return (int)
                    now.stream().filter(each -> each.state() != State.PENDING).count();
        }
    }

    private Delivery lookedAfter(AsyncStore async, Delivery pending) {
        if (provider.outage().isPresent()) {
            return pending;
        }
        try {
            Settled.State state = pending.reference() == null
                    ? Settled.State.UNKNOWN
                    : async.poll(pending.reference()).state();
            return switch (state) {
                case WORKING -> pending;
                case DONE -> new Delivery(pending.turn(), State.DELIVERED, pending.reference(), null);
                case FAILED, UNKNOWN -> again(pending);
            };
        } catch (AdapterException failure) {
            if (failure.kind().retryable()) {
                LOG.debug("A pending delivery is looked after again later: {}", failure.getMessage());
                return pending;
            }
            LOG.warn("{} refuses turn {}: {}", provider.name(), pending.turn().turnId(), failure.getMessage());
            return new Delivery(pending.turn(), State.FAILED, pending.reference(), "rejected");
        } catch (RuntimeException unforeseen) {
            // What the others came to has to be written all the same, or they are sent again.
            LOG.error(
                    "Looking after turn {} at {} failed in a way nobody foresaw",
                    pending.turn().turnId(),
                    provider.name(),
                    unforeseen);
            return pending;
        }
    }

    /** Of a turn that was forgotten while it was looked after, what that brought to the provider has to go. */
    private void forget(TurnKey turn) {
        try {
            provider.forget(turn);
        } catch (AdapterException failure) {
            LOG.warn("{} may keep something of a turn that was forgotten: {}", provider.name(), failure.getMessage());
        }
    }

    private Delivery again(Delivery pending) {
        Optional<Delivery> found = provider.ask(pending.turn());
        if (found.isPresent()) {
            return found.get();
        }
        TurnKey key = pending.turn();
        List<Turn> turns = store.lookup(key.user(), List.of(key.turnId()));
        return turns.isEmpty() ? pending : provider.send(turns.getFirst());
    }
}
