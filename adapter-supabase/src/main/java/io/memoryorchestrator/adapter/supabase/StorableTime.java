package io.memoryorchestrator.adapter.supabase;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the store keeps them: in microseconds, and within the years 1 to 9999. */
final class StorableTime {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private StorableTime() {}

    static Instant of(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return time.isAfter(LATEST) ? LATEST : time.truncatedTo(ChronoUnit.MICROS);
    }
}
