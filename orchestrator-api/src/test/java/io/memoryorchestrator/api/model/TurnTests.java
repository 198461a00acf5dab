package io.memoryorchestrator.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnTests {

    @Test
    void aTurnKeepsItsOwnCopyOfTheMetadata() {
        Map<String, @Nullable Object> metadata = new HashMap<>();
        metadata.put("parent", null);
        Turn turn = turn("Yes.", metadata, 0.5);

        metadata.put("late", "word");

        assertThat(turn.metadata()).containsOnlyKeys("parent");
        assertThatThrownBy(() -> turn.metadata().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aTurnWithoutWordsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> turn("", Map.of(), 0.5))
                .withMessage("content must not be empty");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void anImportanceOutsideZeroToOneIsRefused(double importance) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> turn("Yes.", Map.of(), importance))
                .withMessage("importance must lie between 0 and 1");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleIsReadBackFromItsWireName(Role role) {
        assertThat(Role.fromWireName(role.wireName())).isEqualTo(role);
        assertThat(Role.fromWireName(role.name())).isEqualTo(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "robot", "users"})
    void anUnknownRoleIsRefusedWithWhatWouldBeAccepted(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Role.fromWireName(name))
                .withMessage("role must be one of user, assistant, system, tool");
    }

    @Test
    void aSecretShowsItselfOnlyWhenAsked() {
        Secret secret = Secret.of("sesame");

        assertThat(secret).hasToString("****").isEqualTo(Secret.of("sesame")).isNotEqualTo(Secret.of("other"));
        assertThat(secret.reveal()).isEqualTo("sesame");
    }

    private static Turn turn(String content, Map<String, @Nullable Object> metadata, double importance) {
        return new Turn(
                new UUID(1, 2),
                SessionRef.of("acme", "ada", "trip"),
                0,
                Role.USER,
                content,
                Instant.EPOCH,
                TurnLabels.NONE,
                metadata,
                importance,
                null);
    }
}
