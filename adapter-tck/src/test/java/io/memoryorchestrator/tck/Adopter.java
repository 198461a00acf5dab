package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adopts the suite for whatever adapter the suite's own tests choose; they run one at a time. */
final class Adopter implements AllContracts {
    static Maker maker = ReferenceAdapter::new;
    static List<Deviation> deviations = List.of();

    private final ReferenceBackend backend = new ReferenceBackend();

    /** How to make the adapter. */
    interface Maker {
        MemoryAdapter make(ReferenceBackend backend, Door door);
    }

    @Override
    public MemoryAdapter make() {
        return maker.make(backend, door(null, null));
    }

    @Override
    public Optional<MemoryAdapter> makeAt(InetSocketAddress address) {
        return Optional.of(maker.make(backend, door(address, null)));
    }

    @Override
    public Optional<MemoryAdapter> makeFailing(FailureKind kind) {
        return Optional.of(maker.make(backend, door(null, kind)));
    }

    private static Door door(@Nullable InetSocketAddress address, @Nullable FailureKind failing) {
        return new Door("reference", address, failing);
    }

    @Override
    public Speed speed() {
        return new Speed(Duration.ofSeconds(4), Duration.ofMillis(500));
    }

    @Override
    public Set<String> secrets() {
        return Set.of(ReferenceAdapter.SECRET);
    }

    @Override
    public List<Deviation> deviations() {
        return deviations;
    }
}
