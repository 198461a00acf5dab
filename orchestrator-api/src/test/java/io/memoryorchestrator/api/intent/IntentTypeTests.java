package io.memoryorchestrator.api.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntentTypeTests {

    @Test
    void theNamesThatOthersHoldOnToStay() {
        assertThat(IntentType.values())
                .extracting(IntentType::intentName)
                .containsExactly("onTurnCommitted", "syncSession", "backfillSession", "fetchContext");
        assertThat(IntentType.values())
                .extracting(IntentType::topic)
                .containsExactly(
                        "memory.turn-committed.v1",
                        "memory.session-sync.v1",
                        "memory.session-backfill.v1",
                        "memory.context-fetch.v1");
        assertThat(IntentType.TURN_COMMITTED.eventType()).isEqualTo("io.memoryorchestrator.turn-committed.v1");
    }

    @ParameterizedTest
    @EnumSource(IntentType.class)
    void anIntentIsKnownByBothItsNames(IntentType type) {
        assertThat(IntentType.parse(type.intentName())).isEqualTo(type);
        assertThat(IntentType.parse(type.eventType())).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0", "10", "1.1", "", "v1", "latest"})
    void anotherMajorVersionIsRefusedAndNeverGuessedAt(String version) {
        assertThatExceptionOfType(UnsupportedVersionException.class)
                .isThrownBy(() -> IntentType.parse("io.memoryorchestrator.session-sync.v" + version))
                .withMessageContaining("syncSession is spoken here in version 1")
                .withMessageContaining("send version 1 or upgrade the orchestrator");
    }

    @Test
    void aHostileVersionIsNotRepeatedToTheLetter() {
        Throwable refusal = catchThrowable(
                () -> IntentType.parse("io.memoryorchestrator.session-sync.v2\n<script>" + "9".repeat(10_000)));

        assertThat(refusal).isInstanceOf(UnsupportedVersionException.class);
        assertThat(refusal.getMessage()).hasSizeLessThan(200).doesNotContain("<", "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ontUrnCommitted",
                "forgetEverything",
                "io.memoryorchestrator.turn-committed",
                "memory.turn-committed.v1"
            })
    void whatIsNoIntentIsRefusedWithWhatWouldBe(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntentType.parse(name))
                .isNotInstanceOf(UnsupportedVersionException.class)
                .withMessage("type must be one of onTurnCommitted, syncSession, backfillSession, fetchContext");
    }
}
