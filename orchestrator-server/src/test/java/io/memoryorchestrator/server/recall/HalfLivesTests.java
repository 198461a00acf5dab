package io.memoryorchestrator.server.recall;

import static io.memoryorchestrator.server.recall.Said.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.memoryorchestrator.server.recall.rank.Recency;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HalfLivesTests {

    @Test
    void afterAHalfLifeSomethingCountsHalfAsNewAndTheFutureCountsAsNow() {
        Duration halfLife = HalfLives.usual().of("turn");
        assertThat(Recency.of(NOW.minus(halfLife), NOW, halfLife)).isCloseTo(0.5, within(1e-9));
        assertThat(Recency.of(NOW.plus(halfLife), NOW, halfLife)).isEqualTo(1);
        assertThat(Recency.of(NOW.minus(halfLife.multipliedBy(100)), NOW, halfLife))
                .isBetween(0.0, 1e-9);
    }

    @Test
    void whatIsDistilledStaysNewForLonger() {
        assertThat(HalfLives.usual().of("fact")).isGreaterThan(HalfLives.usual().of("turn"));
    }

    @Test
    void oneKindIsChangedAndTheOthersStay() {
        HalfLives changed = HalfLives.with(Map.of("fact", Duration.ofDays(7)));
        assertThat(changed.of("fact")).isEqualTo(Duration.ofDays(7));
        assertThat(changed.of("turn")).isEqualTo(HalfLives.usual().of("turn"));
    }

    @Test
    void anUnknownKindIsRefusedWithTheKindsThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HalfLives.with(Map.of("rumour", Duration.ofDays(1))))
                .withMessageContaining("rumour")
                .withMessageContaining("summary");
        assertThatIllegalArgumentException().isThrownBy(() -> HalfLives.with(Map.of("turn", Duration.ZERO)));
    }
}
