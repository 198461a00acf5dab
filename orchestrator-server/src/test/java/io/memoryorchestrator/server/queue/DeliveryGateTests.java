package io.memoryorchestrator.server.queue;

import static io.memoryorchestrator.server.queue.HeldTurns.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliveryGateTests {
    private final DeliveryGate gate = new DeliveryGate(4);

    @Test
    void openItLeavesRoomUpToTheConcurrency() {
        assertThat(gate.room(NOW, 1)).isEqualTo(3);
        assertThat(gate.isClosed()).isFalse();
    }

    @Test
    void closedItLetsNothingThroughAndThenOneAtATimeUntilOneCameThrough() {
        gate.close(NOW, Duration.ofSeconds(10), "down");

        assertThat(gate.room(NOW.plusSeconds(9), 0)).isZero();
        assertThat(gate.room(NOW.plusSeconds(10), 0)).isEqualTo(1);
        assertThat(gate.room(NOW.plusSeconds(10), 1)).isZero();
        gate.open();
        assertThat(gate.room(NOW.plusSeconds(10), 1)).isEqualTo(3);
    }

    @Test
    void closedAgainItKeepsSinceWhen() {
        gate.close(NOW, Duration.ofSeconds(10), "down");
        gate.close(NOW.plusSeconds(10), Duration.ofSeconds(5), "still down");

        assertThat(gate.since()).isEqualTo(NOW);
        assertThat(gate.reason()).isEqualTo("still down");
        assertThat(gate.mayProbe(NOW.plusSeconds(14))).isFalse();
        assertThat(gate.mayProbe(NOW.plusSeconds(15))).isTrue();
    }

    @Test
    void withoutAdviceItWaitsAMomentAllTheSame() {
        gate.close(NOW, Duration.ZERO, "probing");

        assertThat(gate.room(NOW.plusMillis(100), 0)).isZero();
    }
}
