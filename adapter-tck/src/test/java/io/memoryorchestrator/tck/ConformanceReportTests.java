package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.tck.ConformanceReport.Outcome;
import org.junit.jupiter.api.Test;

class ConformanceReportTests {

    @Test
    void theTableCountsWhatRanAndNamesDeviations() {
        ConformanceReport report = new ConformanceReport(false);
        add(report, RecentTurnsContract.class, "one", Outcome.PASSED);
        add(report, RecentTurnsContract.class, "two", Outcome.FAILED);
        add(report, WordSearchContract.class, "three", Outcome.NOT_OFFERED);
        add(report, StoreContract.class, "four", Outcome.DEVIATES);
        add(report, StoreContract.class, "five", Outcome.SKIPPED);

        assertThat(report.tables()).containsExactly("""

                        | contract | adopter |
                        |---|---|
                        | recent turns | 1 pass, **1 fail** |
                        | store | 1 deviates, 1 skipped |
                        | word search | not offered |

                        - deviates in `four`: a reason
                        Conformance tests executed for adopter: 3 (passed 1, failed 1, known deviations 1); not offered 1, skipped 1
                        """);
    }

    @Test
    void testsOfTheAdoptersOwnAreNotCounted() {
        ConformanceReport report = new ConformanceReport(false);
        add(report, Adopter.class, "own", Outcome.PASSED);

        assertThat(report.tables()).isEmpty();
    }

    private static void add(ConformanceReport report, Class<?> contract, String test, Outcome outcome) {
        report.add(Adopter.class, contract, test, outcome, "a reason");
    }
}
