package io.memoryorchestrator.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTests {
    private final PiiFilter filter = PiiFilter.standard();

    private Redaction redact(String name, String value) {
        return filter.redact(Label.of(name), value, filter.policy());
    }

    @ParameterizedTest
    @CsvSource({
        "password,              hunter2,            [PASSWORD]",
        "pass_word,             hunter2,            [PASSWORD]",
        "db.password,           open sesame,        [PASSWORD]",
        "password2,             hunter2,            [PASSWORD]",
        "passwordConfirmation,  hunter2,            [PASSWORD]",
        "dateOfBirth,           1984-05-03,         [BIRTH_DATE]",
        "user-date-of-birth,    on 1984-05-03,      on [BIRTH_DATE]",
        "DOB,                   1984-05-03,         [BIRTH_DATE]",
        "passportId,            X1234567,           [PASSPORT]",
        "API_KEY,               a8Kd93jfLs02kdQz,   [SECRET]",
        "accountNumber,         12345678,           [BANK_ACCOUNT]"
    })
    void aNameMakesItsValuePersonal(String name, String value, String redacted) {
        assertThat(redact(name, value).text()).isEqualTo(redacted);
        assertThat(redact(name, redacted).text()).isSameAs(redacted);
    }

    @ParameterizedTest
    @CsvSource({
        "id,            X1234567",
        "accountId,     12345678",
        "partition_key, a8Kd93jfLs02kdQz",
        "passwordHint,  the first dog",
        "version,       1.2.3",
        "text,          12345678",
        "born[PASSPORT], X1234567"
    })
    void otherNamesDoNot(String name, String value) {
        assertThat(redact(name, value).text()).isSameAs(value);
    }

    @Test
    void offsetsReferToTheValue() {
        assertThat(redact("passport", "no. X1234567").findings())
                .extracting(Finding::start, Finding::end)
                .containsExactly(tuple(4, 12));
    }

    @Test
    void aPatternOfOnesOwnSeesTheName() {
        PiiPolicy policy = PiiPolicy.builder()
                .customPattern(CustomPattern.of("staff", "staff number: \\d+"))
                .build();

        assertThat(filter.redact(Label.of("staffNumber"), "7", policy).text()).isEqualTo("[CUSTOM]");
    }

    @Test
    void masksAndPseudonymsStayWhatTheyAre() {
        PiiPolicy policy =
                PiiPolicy.builder().action(PiiType.PASSPORT, PiiAction.MASK).build();
        String once = filter.redact(Label.of("passport"), "X1234567", policy).text();

        assertThat(once).startsWith("[PASSPORT:****");
        assertThat(filter.redact(Label.of("passport"), once, policy).text()).isSameAs(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"dateOfBirth\":\"1984-05-03\"}", "{\"passportNumber\":\"X1234567\"}", "newPassword=hunter2"})
    void camelCaseIsReadInTextsToo(String text) {
        assertThat(filter.redact(text).changed()).isTrue();
    }
}
