package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an adapter supplies to be judged. The tests are in the contracts that extend this; {@link AllContracts} has all. */
@ExtendWith(ConformanceExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
public interface Conformance {

    /**
     * A new adapter over the backend that all tests share. A backend that is not on this machine is met by throwing what
     * {@link io.memoryorchestrator.tck.backend.Backends#require} throws.
     */
    MemoryAdapter make();

    /**
     * A new adapter whose backend is at an address where none is, or one that misbehaves; nothing for an adapter that has
     * no backend, because it keeps everything in this process.
     */
    Optional<MemoryAdapter> makeAt(InetSocketAddress backend);

    /** A new adapter whose backend fails every call in this way; nothing where that cannot be arranged. */
    default Optional<MemoryAdapter> makeFailing(FailureKind kind) {
        return Optional.empty();
    }

    /** Prepares a session that nobody has used. Ids are new for each test, so most adapters have nothing to do. */
    default void reset(MemoryAdapter adapter, SessionRef session) {}

    /** Blocks until everything stored so far can be read. Nothing to do where the descriptor settles at once. */
    default void settle(MemoryAdapter adapter) {}

    default Speed speed() {
        return Speed.LOCAL;
    }

    /** The secrets in the adapter's settings, as {@link #make} and {@link #makeAt} use them: they must never be shown. */
    default Set<String> secrets() {
        return Set.of();
    }

    /** The tests that this adapter is known to fail, and why that is right. One that passes all the same is an error. */
    default List<Deviation> deviations() {
        return List.of();
    }
}
