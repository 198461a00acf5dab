package io.memoryorchestrator.server.recall.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTests {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What did we plan in May?             | 2026-05-20T10:00:00Z",
                "What did we plan in May 2025?        | 2025-05-01T00:00:00Z",
                "What happened on 3 June, 2026?       | 2026-06-03T09:00:00Z",
                "What happened on the 3rd of June?    | 2026-06-04T09:00:00Z",
                "What did I say on 2026-01-31?        | 2026-01-31T23:00:00Z",
                "What did I eat yesterday?            | 2026-06-14T18:00:00Z",
                "What did we do last week?            | 2026-06-08T18:00:00Z",
                "Where was I two months ago?          | 2026-04-15T18:00:00Z",
                "Was habe ich im März gesagt?         | 2026-03-10T18:00:00Z",
                "Что я говорил в мае?                 | 2026-05-10T18:00:00Z",
                "Что было вчера?                      | 2026-06-14T01:00:00Z",
                "我昨天说了什么？                       | 2026-06-14T01:00:00Z",
            })
    void aTimeInTheQuestionFits(String question, Instant said) {
        assertThat(Moments.in(question, NOW).fit(said)).isGreaterThan(0.5);
        assertThat(Moments.in(question, NOW).fit(Instant.parse("2019-11-11T11:11:11Z")))
                .isZero();
    }

    @Test
    void mayIsAMonthOnlyWhereItIsOne() {
        assertThat(Moments.in("What may I have said about Anna?", NOW).isEmpty())
                .isTrue();
    }

    @Test
    void impossibleDaysFitNothing() {
        assertThat(Moments.in("What about 31 February 2026?", NOW).fit(Instant.parse("2026-02-28T10:00:00Z")))
                .isLessThan(0.5);
    }

    @Test
    void aQuestionWithoutTimeIsEmpty() {
        assertThat(Moments.in("Where does Klara live?", NOW).isEmpty()).isTrue();
    }
}
