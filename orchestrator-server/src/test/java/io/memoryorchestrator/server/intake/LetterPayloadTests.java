package io.memoryorchestrator.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.server.redaction.RedactionPolicies;
import io.memoryorchestrator.server.redaction.Redactor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterPayloadTests {
    private final Redactor redactor = new Redactor(RedactionPolicies.standard(), new SimpleMeterRegistry());

    private String redacted(String text) {
        return new LetterPayload(redactor).redacted(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":\"card\\n4111111111111111\"}",
                "{\"content\":\"card\\u000a4111111111111111\"}",
                "{\"metadata\":{\"deep\":[{\"card\":4111111111111111}]}}",
                "{\"metadata\":{\"id\":\"4111111111111111\"}}",
                "{\"turns\":[{\"turnId\":\"t\",\"metadata\":{\"userId\":\"4111111111111111\"}}]}",
                "{\"turns\":[{\"turns\":[{\"id\":\"4111111111111111\"}]}]}",
                "{\"turns\":\"4111111111111111\"}",
                "\"card\\n4111111111111111\"",
                "{\"content\":\"card\\n4111111111111111\", and then it breaks off"
            })
    void anEscapeHidesNothing(String value) {
        assertThat(redacted(value)).contains("[CARD]").doesNotContain("4111111111111111");
    }

    @Test
    void idsStayAsTheyAre() {
        String value = "{\"turnId\":\"7c9e6679-7425-40de-a46b-e07fc1f90ae7\",\"userId\":\"ann@example.org\","
                + "\"content\":\"write to ann@example.org\",\"seq\":3,\"flag\":true,\"none\":null}";

        assertThat(redacted(value))
                .isEqualTo("{\"turnId\":\"7c9e6679-7425-40de-a46b-e07fc1f90ae7\",\"userId\":\"ann@example.org\","
                        + "\"seq\":3,\"content\":\"write to [EMAIL]\",\"flag\":true,\"none\":null}");
    }

    @Test
    void idsOfTheTurnsInATranscriptStayToo() {
        String value = "{\"turns\":[{\"turnId\":\"7c9e6679-7425-40de-a46b-e07fc1f90ae7\",\"seq\":4111111111111111}]}";

        assertThat(redacted(value)).isEqualTo(value);
    }

    @Test
    void twoNamesThatComeOutAlikeLoseNeitherValue() {
        assertThat(redacted("{\"metadata\":{\"ann@example.org\":1,\"bob@example.org\":2}}"))
                .contains(":1", ":2");
    }

    @Test
    void theNameOfAFieldIsTextToo() {
        assertThat(redacted("{\"metadata\":{\"ann@example.org\":1}}")).doesNotContain("ann@example.org");
    }
}
