package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import java.time.Duration;

/** What a check said, and how long it took. */
public record TimedCheck(AdapterHealth health, Duration took) {

    /** A check that took too long is made once more: any call may meet a pause of the machine, two running hardly do. */
    public static TimedCheck within(Duration limit, MemoryAdapter adapter) {
        TimedCheck first = of(adapter);
        return first.took().compareTo(limit) < 0 ? first : of(adapter);
    }

    private static TimedCheck of(MemoryAdapter adapter) {
        long began = System.nanoTime();
        AdapterHealth health = adapter.check();
        return new TimedCheck(health, Duration.ofNanos(System.nanoTime() - began));
    }
}
