package io.memoryorchestrator.api.spi;

import java.time.Duration;

/**
 * How a backend is, as a value.
 *
 * @param state up, degraded (answers, but not fully) or down
 * @param detail one line for a person: what was seen, and what to do when it is not up; no secrets
 * @param took how long the check took
 */
public record AdapterHealth(State state, String detail, Duration took) {

    /** The states a backend can be in. */
    public enum State {
        UP,
        DEGRADED,
        DOWN
    }
}
