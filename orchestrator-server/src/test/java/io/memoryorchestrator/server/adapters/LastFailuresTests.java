package io.memoryorchestrator.server.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LastFailuresTests {
    private Instant now = Instant.parse("2026-05-04T12:00:00Z");
    private final LastFailures failures = new LastFailures(new TurnedClock());

    @Test
    void itFailsSinceTheFirstFailureAfterItWorked() {
        Instant first = now;
        failures.note(failure(FailureKind.UNAVAILABLE));
        now = now.plusSeconds(10);
        failures.note(failure(FailureKind.OVERLOADED));

        LastFailures.Failure failure = failures.of("mem0").orElseThrow();
        assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(failure.since()).isEqualTo(first);
        assertThat(failure.last()).isEqualTo(now);
        assertThat(failure.recoveredAt()).isNull();

        now = now.plusSeconds(10);
        failures.recovered("mem0");
        Instant recovered = now;
        now = now.plusSeconds(10);
        failures.recovered("mem0");
        assertThat(failures.of("mem0").orElseThrow().recoveredAt()).isEqualTo(recovered);

        failures.note(failure(FailureKind.UNAVAILABLE));
        assertThat(failures.of("mem0").orElseThrow().since()).isEqualTo(now);
    }

    @Test
    void whatNeverFailedHasNoFailure() {
        failures.recovered("mem0");
        assertThat(failures.of("mem0")).isEmpty();
    }

    private static AdapterException failure(FailureKind kind) {
        return new AdapterException("mem0", kind, "503", null);
    }

    private final class TurnedClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
