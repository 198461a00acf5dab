package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.tck.backend.SilentServer;
import io.memoryorchestrator.tck.fixture.Turns;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Coming and going: nothing is opened early, and everything is closed once. */
public interface LifecycleContract extends Conformance {

    @Test
    default void constructionOpensNothing() throws Exception {
        try (SilentServer server = SilentServer.start();
                MemoryAdapter adapter =
                        makeAt(server.address()).orElseThrow(() -> new NotOffered("The adapter has no backend"))) {
            assertThat(adapter.descriptor().name()).isNotBlank();
            assertThat(adapter.toString()).isNotBlank();

            assertThat(server.strangers(speed().patience()))
                    .as("connections opened")
                    .isZero();
        }
    }

    @Test
    default void anAdapterThatWasNeverUsedCanBeClosed() {
        make().close();
    }

    @Test
    default void closingTwiceIsClosingOnce() {
        MemoryAdapter adapter = make();
        adapter.check();
        adapter.close();
        adapter.close();
    }

    @Test
    default void closingOneAdapterLeavesAnotherAtWork(Subject subject) {
        MemoryAdapter other = make();
        other.check();
        other.close();
        Turn turn = Turns.at(subject.session(), 1);
        subject.store(turn);

        assertThat(subject.sight().copies(turn)).isEqualTo(1);
    }

    @Test
    default void aBackendThatIsThereIsUpWithinASecond(Subject subject) {
        subject.adapter().check();
        Duration limit = Duration.ofSeconds(1).plus(speed().checkSlack());
        TimedCheck check = TimedCheck.within(limit, subject.adapter());
        AdapterHealth health = check.health();

        assertThat(health.state()).as(health.detail()).isEqualTo(AdapterHealth.State.UP);
        assertThat(health.detail()).isNotBlank();
        assertThat(check.took()).isLessThan(limit);
    }
}
