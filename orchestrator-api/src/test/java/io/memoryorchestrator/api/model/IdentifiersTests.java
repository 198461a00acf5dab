package io.memoryorchestrator.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTests {

    @ParameterizedTest
    @ValueSource(strings = {"a", "7c9e6679-7425-40de-944b-e07fc1f90ae7", "ada@home", "Ада", "a b", "用户", "🦊"})
    void anyOrdinaryStringIsAnId(String id) {
        assertThat(Identifiers.require("userId", id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u2003"})
    void aBlankIdIsRefusedByName(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identifiers.require("userId", id))
                .withMessage("userId must not be blank");
    }

    @Test
    void anOverlongIdIsRefusedWithoutRepeatingIt() {
        assertThat(Identifiers.require("userId", "x".repeat(200))).hasSize(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identifiers.require("userId", "x".repeat(201)))
                .withMessage("userId must have at most 200 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada:admin", ":", "a\u0000b", "a\nb", "a\u0085b", "a\u007f"})
    void whatWouldBreakARecordKeyIsRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identifiers.require("sessionId", id))
                .withMessage("sessionId must not contain a colon or a control character");
    }

    @Test
    void everyPartOfASessionKeepsTheRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionRef.of("a:b", "ada", "trip"))
                .withMessageStartingWith("tenantId ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionRef.of("acme", "", "trip"))
                .withMessageStartingWith("userId ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionRef.of("acme", "ada", "a\nb"))
                .withMessageStartingWith("sessionId ");
        assertThat(SessionRef.of("acme", "ada", "trip").key()).isEqualTo("acme:ada:trip");
    }
}
