package io.memoryorchestrator.api.spi;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * What an adapter counts for its operators. An adapter knows no metrics library; the server shows each tally under its name,
 * as a counter, beside its own metrics.
 */
public interface Tallied {

    /** All that is counted, the same on every call; answered without I/O. */
    List<Tally> tallies();

    /**
     * A count since the adapter was made, which never falls.
     *
     * @param name such as {@code memory.ann.underfilled}: lower-case words with dots between
     * @param meaning what one of them is, in a few words
     */
    record Tally(String name, String meaning, LongSupplier count) {}
}
