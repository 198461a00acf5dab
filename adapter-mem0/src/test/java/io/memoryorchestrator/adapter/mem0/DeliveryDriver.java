package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery.State;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.AsyncStore.Settled;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Brings a batch to its end the way a consumer with a delivery ledger does, see {@code AsyncStore}: note as in doubt,
 * send, follow up; after a failure come back later and ask before sending again.
 */
final class DeliveryDriver {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final Supplier<Mem0Adapter> adapters;
    private final Map<TurnKey, Delivery> ledger = new ConcurrentHashMap<>();
    private final AtomicLong failedCalls = new AtomicLong();

    /** @param adapters asked before each round, so that a process that begins anew can be played */
    DeliveryDriver(Supplier<Mem0Adapter> adapters) {
        this.adapters = adapters;
    }

    long failedCalls() {
        return failedCalls.get();
    }

    Map<TurnKey, Delivery> ledger() {
        return Map.copyOf(ledger);
    }

    /** @throws AdapterException of a kind that does not pass: poison */
    void deliver(List<Turn> turns) {
        while (!turns.stream().allMatch(this::delivered)) {
            try {
                round(adapters.get(), turns);
            } catch (AdapterException failure) {
                if (!failure.kind().retryable()) {
                    throw failure;
                }
                failedCalls.incrementAndGet();
                Duration wait = failure.retryAfter().orElse(Duration.ofMillis(10));
                LockSupport.parkNanos((wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE).toNanos());
            }
        }
    }

    private boolean delivered(Turn turn) {
        Delivery delivery = ledger.get(TurnKey.of(turn));
        return delivery != null && delivery.state() == State.DELIVERED;
    }

    /** Each turn is noted right before it is sent: one failure leaves one turn in doubt. */
    private void round(Mem0Adapter adapter, List<Turn> turns) {
        for (Turn turn : turns) {
            TurnKey key = TurnKey.of(turn);
            Delivery known = ledger.get(key);
            if (known != null && known.state() == State.IN_DOUBT) {
                adapter.find(key).ifPresent(found -> note(key, found));
                known = ledger.get(key);
            }
            if (known == null || known.state() == State.IN_DOUBT) {
                note(key, State.IN_DOUBT, null);
                note(key, adapter.store(List.of(turn)).getFirst());
            }
        }
        turns.forEach(turn -> followUp(adapter, TurnKey.of(turn)));
    }

    private void followUp(Mem0Adapter adapter, TurnKey key) {
        Delivery known = Objects.requireNonNull(ledger.get(key));
        while (known.state() == State.PENDING) {
            String reference = Objects.requireNonNull(known.reference());
            Settled settled = adapter.poll(reference);
            switch (settled.state()) {
                case WORKING -> LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
                case DONE -> note(key, State.DELIVERED, reference);
                case FAILED, UNKNOWN -> note(key, State.IN_DOUBT, null);
            }
            known = Objects.requireNonNull(ledger.get(key));
        }
    }

    private void note(TurnKey key, TurnReceipt receipt) {
        switch (receipt.outcome()) {
            case STORED, DUPLICATE -> note(key, State.DELIVERED, receipt.reference());
            case PENDING -> note(key, State.PENDING, receipt.reference());
            case CONFLICT -> throw new IllegalStateException("a conflict nobody caused: " + key);
        }
    }

    private void note(TurnKey key, State state, @org.jspecify.annotations.Nullable String reference) {
        ledger.put(key, new Delivery(key, state, reference, null));
    }
}
