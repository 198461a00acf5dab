package io.memoryorchestrator.server.adapters;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The last failure of each adapter in this process, and since when it fails. */
public final class LastFailures {
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final Clock clock;

    public LastFailures(Clock clock) {
        this.clock = clock;
    }

    public void note(AdapterException failure) {
        Instant now = clock.instant();
        failures.compute(
                failure.adapter(),
                (adapter, before) -> new Failure(
                        failure.kind(),
                        String.valueOf(failure.getMessage()),
                        before == null || before.recoveredAt() != null ? now : before.since(),
                        now,
                        null));
    }

    /** Notes that an adapter works again; of one that never failed nothing is noted. */
    public void recovered(String adapter) {
        failures.computeIfPresent(
                adapter, (name, before) -> before.recoveredAt() != null ? before : before.over(clock.instant()));
    }

    public Optional<Failure> of(String adapter) {
        return Optional.ofNullable(failures.get(adapter));
    }

    /**
     * @param message the adapter's own words; adapters put no secrets in
     * @param since when it began to fail
     * @param last when it failed last
     * @param recoveredAt when it worked again; null while it does not
     */
    public record Failure(
            FailureKind kind,
            String message,
            Instant since,
            Instant last,
            @Nullable Instant recoveredAt) {

        private Failure over(Instant at) {
            return new Failure(kind, message, since, last, at);
        }
    }
}
