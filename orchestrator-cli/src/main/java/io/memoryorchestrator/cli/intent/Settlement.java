package io.memoryorchestrator.cli.intent;

import io.memoryorchestrator.api.intent.IntentStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** How a number of intents ended. Safe for many threads. */
public final class Settlement {

    /** @param reason why it failed or was skipped, else empty */
    record One(IntentStatus status, String reason) {}

    private final Map<IntentStatus, Long> counts = new EnumMap<>(IntentStatus.class);
    private final Map<String, Long> reasons = new TreeMap<>();

    synchronized void count(One one) {
        counts.merge(one.status(), 1L, Long::sum);
        if (one.status() == IntentStatus.FAILED) {
            reasons.merge(one.reason().isEmpty() ? "no reason given" : one.reason(), 1L, Long::sum);
        }
    }

    /** Committed, whether or not all that follows is done too. */
    public synchronized long stored() {
        return of(IntentStatus.STORED) + of(IntentStatus.ENRICHED);
    }

    public synchronized long skipped() {
        return of(IntentStatus.SKIPPED);
    }

    public synchronized long failed() {
        return of(IntentStatus.FAILED);
    }

    /** Not settled when the waiting ended. */
    public synchronized long pending() {
        return of(IntentStatus.ACCEPTED);
    }

    public synchronized Map<String, Long> reasons() {
        return new TreeMap<>(reasons);
    }

    private long of(IntentStatus status) {
        return counts.getOrDefault(status, 0L);
    }
}
