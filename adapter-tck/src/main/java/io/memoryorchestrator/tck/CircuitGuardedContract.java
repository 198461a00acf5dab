package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.CircuitGuarded;
import io.memoryorchestrator.api.spi.CircuitGuarded.Circuit;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.tck.backend.NobodyListening;
import io.memoryorchestrator.tck.fixture.Turns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Leaving a failing backend alone, and saying so. */
@Covers(Ability.CIRCUIT_GUARDED)
public interface CircuitGuardedContract extends Conformance {

    @Test
    default void aCircuitBeginsClosed() {
        try (MemoryAdapter adapter = make()) {
            Circuit circuit = ((CircuitGuarded) adapter).circuit();

            assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);
            assertThat(circuit.reason()).isNull();
            assertThat(circuit.retryAfter()).isEqualTo(Duration.ZERO);
        }
    }

    @Test
    default void aBackendThatKeepsFailingOpensTheCircuit(Subject subject) throws Exception {
        try (MemoryAdapter adapter =
                makeAt(NobodyListening.address()).orElseThrow(() -> new NotOffered("The adapter has no backend"))) {
            CircuitGuarded guarded = (CircuitGuarded) adapter;
            List<Circuit> heard = new CopyOnWriteArrayList<>();
            guarded.onCircuitChange(heard::add);
            fail(subject, adapter);

            assertThat(guarded.circuit().reason()).isNotBlank();
            assertThat(guarded.circuit().retryAfter()).isPositive();
            assertThat(heard).extracting(Circuit::state).contains(Circuit.State.OPEN);
            assertThatThrownBy(() -> store(subject, adapter))
                    .isInstanceOfSatisfying(AdapterException.class, failure -> {
                        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
                        assertThat(failure.retryAfter())
                                .hasValueSatisfying(wait -> assertThat(wait).isPositive());
                    });
        }
    }

    @Test
    default void whoEndedListeningHearsNothing(Subject subject) throws Exception {
        try (MemoryAdapter adapter =
                makeAt(NobodyListening.address()).orElseThrow(() -> new NotOffered("The adapter has no backend"))) {
            List<Circuit> heard = new CopyOnWriteArrayList<>();
            Runnable end = ((CircuitGuarded) adapter).onCircuitChange(heard::add);
            end.run();
            end.run();
            fail(subject, adapter);

            assertThat(heard).isEmpty();
        }
    }

    private void fail(Subject subject, MemoryAdapter adapter) throws Exception {
        assertThat(Patience.until(speed().patience(), () -> {
                    assertThatThrownBy(() -> store(subject, adapter)).isInstanceOf(AdapterException.class);
                    return ((CircuitGuarded) adapter).circuit().state() == Circuit.State.OPEN;
                }))
                .as("the circuit opened")
                .isTrue();
    }

    private static void store(Subject subject, MemoryAdapter adapter) {
        Turn turn = Turns.at(subject.scope().session(), 1);
        adapter.store(List.of(turn));
    }
}
