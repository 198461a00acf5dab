package io.memoryorchestrator.api.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ability of an adapter to stop calling a backend that keeps failing, and to say so: queues in front of it pause
 * instead of filling their dead letters, and operators see why. While the circuit is open every call fails at once as
 * UNAVAILABLE and says after how long to come back.
 */
public interface CircuitGuarded {

    /** The circuit as it is now; answered without I/O. */
    Circuit circuit();

    /**
     * Calls a listener after each change, on the thread that caused it; it must be quick. A listener that throws is logged
     * and otherwise ignored.
     *
     * @return ends the listening; running it twice is harmless
     */
    Runnable onCircuitChange(Consumer<Circuit> listener);

    /**
     * A circuit at one moment.
     *
     * @param since when it came into this state
     * @param reason what opened it, in one line without secrets; null while it is closed
     * @param needsAttention true when trying again will not help until somebody changes something, such as a refused key
     * @param retryAfter how long until a call is let through again; zero unless it is open
     */
    record Circuit(State state, Instant since, @Nullable String reason, boolean needsAttention, Duration retryAfter) {

        /** Calls pass (closed), fail at once (open), or one at a time is let through as a probe (half open). */
        public enum State {
            CLOSED,
            OPEN,
            HALF_OPEN
        }
    }
}
