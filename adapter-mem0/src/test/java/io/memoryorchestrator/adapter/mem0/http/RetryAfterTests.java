package io.memoryorchestrator.adapter.mem0.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTests {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                              | PT0S
            7                              | PT7S
            ' 120 '                        | PT2M
            Sun, 01 Mar 2026 10:00:30 GMT  | PT30S
            Sun, 01 Mar 2026 09:00:00 GMT  | PT0S
            99999999999999999999           | PT999999999S
            """)
    void secondsAndDatesAreUnderstood(String header, Duration expected) {
        assertThat(RetryAfter.parse(header, CLOCK)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "1.5", "", " ", "Sun, 99 Mar 2026 10:00:30 GMT", "١٢"})
    void nonsenseIsNoWait(String header) {
        assertThat(RetryAfter.parse(header, CLOCK)).isNull();
    }

    @Test
    void anAbsentHeaderIsNoWait() {
        assertThat(RetryAfter.parse(null, CLOCK)).isNull();
    }
}
