package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.Turn;
import java.util.List;

/**
 * A place that keeps memory. The core is these five operations; whatever else an adapter can do it shows by implementing
 * the ability interfaces of this package and naming them in its {@link AdapterDescriptor}.
 *
 * <p>Calls block; callers run them on virtual threads and put a deadline around them by interrupting. Implementations
 * are thread-safe and open nothing when they are constructed: the first call, or {@link #check()}, connects.
 *
 * <p>An empty answer means that the adapter looked and there is nothing. What it does not know, cannot do or cannot reach
 * is never answered as empty: every failure is an {@link io.memoryorchestrator.api.failure.AdapterException}, whose kind
 * says whether trying again helps. A backend that asks for less shows as OVERLOADED, with the time it asked to be left
 * alone; adapters do not queue on its behalf.
 *
 * <p>Everything an adapter is given has been redacted. Everything it answers belongs to the user it was asked about, also
 * when its backend says otherwise. Text and metadata come back to the letter.
 */
public interface MemoryAdapter extends AutoCloseable {

    /** Name, abilities and the semantics that differ between backends. Constant, and answered without I/O. */
    AdapterDescriptor descriptor();

    /**
     * Stores a batch. A turn's id is its idempotency key: storing it again leaves one memory and is not an error, and
     * another content under the same id is answered as CONFLICT and changes nothing.
     *
     * <p>After a failure any part of the batch may be stored, so the caller hands in the whole of it again. When it fails
     * as REJECTED the caller tries its turns one by one, to set aside only what is really refused.
     *
     * @param turns redacted turns, possibly of several users; an empty list is answered with an empty list
     * @return one receipt for each turn, in the order given
     */
    List<TurnReceipt> store(List<Turn> turns);

    /**
     * Removes what the scope names, with everything that was made from it. Forgetting what is absent is not an error: its
     * count is zero. Whoever stores a forgotten turn again has it again.
     *
     * @return what was removed, and whether the backend is done; one that is not is asked again until it is
     */
    ForgetReceipt forget(ForgetScope scope);

    /**
     * Asks the backend how it is, within a second. A backend that is down is an answer and not an exception, and so is one
     * that refuses our credentials; the detail says what to do.
     */
    AdapterHealth check();

    /** Releases everything. Closing twice is the same as closing once. */
    @Override
    void close();
}
