package io.memoryorchestrator.adapter.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownFaultsTests {

    @ParameterizedTest
    @CsvSource({
        "150018, 0.8.6, CVE-2025-8713 or CVE-2026-14662: upgrade to 15.19",
        "170010, 0.8.6, upgrade to 17.11",
        "150020, 0.8.1, CVE-2026-3172",
        "150020, 0.8.3, large-users.index=none"
    })
    void anOldVersionIsToldWithWhatToDo(int server, String vector, String told) {
        assertThat(KnownFaults.of(server, Preflight.number(vector)))
                .singleElement()
                .asString()
                .contains(told);
    }

    @ParameterizedTest
    @CsvSource({"150019, 0.8.4", "160001, 0.8.6", "170011, 0.9.0", "180000, 1.0.0"})
    void aVersionThatNothingIsKnownOfIsNotSpokenOf(int server, String vector) {
        assertThat(KnownFaults.of(server, Preflight.number(vector))).isEmpty();
    }
}
