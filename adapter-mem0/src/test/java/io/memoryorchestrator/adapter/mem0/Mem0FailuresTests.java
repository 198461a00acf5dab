package io.memoryorchestrator.adapter.mem0;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.adapter.mem0.Mem0Failures.Meaning;
import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed;
import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed.What;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Mem0FailuresTests {

    @ParameterizedTest
    @CsvSource(textBlock = """
            # status, code,                  kind,        passing, may have arrived, trips
            301,      ,                      REJECTED,    false,   false, NO
            400,      ,                      REJECTED,    false,   false, NO
            401,      ,                      UNAVAILABLE, false,   false, AT_ONCE
            403,      ,                      UNAVAILABLE, false,   false, AT_ONCE
            404,      ,                      REJECTED,    false,   false, NO
            408,      ,                      OVERLOADED,  true,    true,  COUNTS
            409,      ,                      REJECTED,    false,   false, NO
            413,      ,                      REJECTED,    false,   false, NO
            422,      ,                      REJECTED,    false,   false, NO
            429,      ,                      OVERLOADED,  true,    false, COUNTS
            500,      ,                      UNAVAILABLE, true,    true,  COUNTS
            502,      ,                      UNAVAILABLE, true,    true,  COUNTS
            502,      provider_auth_failed,  UNAVAILABLE, false,   true,  AT_ONCE
            502,      provider_bad_request,  REJECTED,    false,   false, NO
            502,      provider_rate_limited, OVERLOADED,  true,    true,  COUNTS
            502,      provider_timeout,      OVERLOADED,  true,    true,  COUNTS
            502,      provider_unavailable,  UNAVAILABLE, true,    true,  COUNTS
            502,      datastore_unavailable, UNAVAILABLE, true,    true,  COUNTS
            502,      unknown,               UNAVAILABLE, true,    true,  COUNTS
            503,      ,                      UNAVAILABLE, true,    true,  COUNTS
            504,      ,                      OVERLOADED,  true,    true,  COUNTS
            599,      ,                      UNAVAILABLE, true,    true,  COUNTS
            """)
    void everyStatusHasOneMeaning(
            int status,
            @org.jspecify.annotations.Nullable String code,
            FailureKind kind,
            boolean passing,
            boolean mayHaveArrived,
            Mem0Failures.Trips trips) {
        var failed = new ExchangeFailed(What.ANSWERED, status, "Mem0 answered " + status, code, null, null);

        assertThat(Mem0Failures.meaning(failed)).isEqualTo(new Meaning(kind, passing, mayHaveArrived, trips));
    }

    @ParameterizedTest
    @EnumSource(What.class)
    void everythingThatCanHappenHasAMeaning(What what) {
        assertThat(Mem0Failures.meaning(new ExchangeFailed(what, "words", null)).kind())
                .isNotEqualTo(FailureKind.UNSUPPORTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = What.class,
            names = {"NOT_SENT", "PAUSED", "CROWDED", "CIRCUIT_OPEN", "ADDRESS_REFUSED"})
    void whatWasNeverSentLeavesNoDoubt(What what) {
        assertThat(Mem0Failures.meaning(new ExchangeFailed(what, "words", null)).mayHaveArrived())
                .isFalse();
    }

    @Test
    void theBackendsWordsStandFirstAndItsWaitIsKept() {
        var failed = new ExchangeFailed(
                What.ANSWERED, 429, "Mem0 answered 429: slow down", null, Duration.ofSeconds(7), null);

        AdapterException told = Mem0Failures.toAdapterException(failed, "the turn is kept");

        assertThat(told).hasMessage("Mem0 answered 429: slow down; the turn is kept [mem0, OVERLOADED]");
        assertThat(told.retryAfter()).contains(Duration.ofSeconds(7));
    }
}
