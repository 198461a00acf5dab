package io.memoryorchestrator.api.canonical;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One window for turns, their vectors and sessions, counted from when the store received them, by the store's clock. */
public interface Retention {

    /** Stands for every tenant that has no days of its own. */
    String EVERY_TENANT = "*";

    /**
     * Sets a tenant's rule.
     *
     * @param tenantId a tenant or {@link #EVERY_TENANT}
     * @param days 1 to 36,500; null for the common rule, and as the common rule for ever
     * @param legalHold nothing of the tenant is removed while it is set
     */
    void rule(String tenantId, @Nullable Integer days, boolean legalHold);

    /**
     * Removes what is older than its window, in batches, until nothing is left to remove. When another run is under way it
     * ends without doing anything.
     *
     * @param asOf the present moment; another one only to try the rules out
     */
    Run run(Instant asOf);

    /** The last run, or empty when there was none. */
    Optional<Run> last();

    /**
     * What a run did.
     *
     * @param removed counts by place; empty places are left out
     * @param finishedAt null when it is under way or was broken off
     */
    record Run(
            Map<String, Long> removed,
            Instant startedAt,
            @Nullable Instant finishedAt) {
        public Run {
            removed = Map.copyOf(removed);
        }
    }
}
