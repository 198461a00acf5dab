package io.memoryorchestrator.server.gateway;

import io.memoryorchestrator.api.canonical.IntentLedger;
import io.memoryorchestrator.api.intent.IntentStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Waits until intents are settled, by looking into the ledger: whichever process stores them, the ledger tells. */
final class Settling {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final IntentLedger ledger;
    private final String embeddingModelId;
    private final Duration patience;

    Settling(IntentLedger ledger, String embeddingModelId, Duration patience) {
        this.ledger = ledger;
        this.embeddingModelId = embeddingModelId;
        this.patience = patience;
    }

    /** What has become of a message. */
    enum Outcome {
        /** Found by recency and by words from now on. */
        STORED,
        /** It was there already. */
        DUPLICATE,
        /** Accepted, and not settled yet. */
        OPEN,
        /** There was nothing to keep in it. */
        SKIPPED,
        /** It will not be stored; its status says why. */
        FAILED
    }

    /** The outcome of each; those that are not settled in time are left out. */
    Map<String, Outcome> await(List<String> intentIds) {
        long end = System.nanoTime() + patience.toNanos();
        Map<String, Outcome> outcomes = new HashMap<>();
        for (String id : intentIds) {
            Duration pause = FIRST_PAUSE;
            Outcome outcome = look(id);
            while (outcome == Outcome.OPEN
                    && System.nanoTime() < end
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                outcome = look(id);
            }
            if (outcome != Outcome.OPEN) {
                outcomes.put(id, outcome);
            }
        }
        return outcomes;
    }

    private Outcome look(String intentId) {
        return switch (ledger.report(intentId, embeddingModelId)
                .map(report -> report.status())
                .orElse(IntentStatus.ACCEPTED)) {
            case ACCEPTED -> Outcome.OPEN;
            case STORED, ENRICHED -> Outcome.STORED;
            case SKIPPED -> Outcome.SKIPPED;
            case FAILED -> Outcome.FAILED;
        };
    }
}
