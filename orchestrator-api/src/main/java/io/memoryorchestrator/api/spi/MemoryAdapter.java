package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.Turn;
import java.util.List;

/**
 * A place that keeps memory. The core is these five operations; whatever else an adapter can do it shows by implementing
 * the ability interfaces of this package and naming them in its {@link AdapterDescriptor}.
 *
 * <p>Calls block; callers run them on virtual threads and put a deadline around them by interrupting. Implementations
 * are thread-safe and open nothing when they are constructed: the first call, or {@link #check()}, connects. Every
 * failure is an {@link io.memoryorchestrator.api.failure.AdapterException}.
 */
public interface MemoryAdapter extends AutoCloseable {

    /** Name, abilities and the semantics that differ between backends. Constant, and answered without I/O. */
    AdapterDescriptor descriptor();

    /**
     * Stores a batch. A turn's id is its idempotency key: storing it again leaves one memory and is not an error.
     *
     * @param turns redacted turns, possibly of several users; an empty list is answered with an empty list
     * @return one receipt for each turn, in the order given
     */
    List<TurnReceipt> store(List<Turn> turns);

    /** Removes what the scope names. Forgetting what is absent is not an error: its count is zero. */
    ForgetReceipt forget(ForgetScope scope);

    /** Asks the backend how it is, within a second. A backend that is down is an answer and not an exception. */
    AdapterHealth check();

    /** Releases everything. Closing twice is the same as closing once. */
    @Override
    void close();
}
