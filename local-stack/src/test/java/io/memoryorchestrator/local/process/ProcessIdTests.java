package io.memoryorchestrator.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessIdTests {

    @Test
    void aNumberThatWasGivenAgainIsAnotherProcess() {
        ProcessId now = ProcessId.of(ProcessHandle.current());
        ProcessId before = new ProcessId(now.pid(), now.startedAt().minus(Duration.ofHours(1)));

        assertThat(now.isAlive()).isTrue();
        assertThat(before.isAlive()).isFalse();
        assertThat(before.terminate(Duration.ZERO)).isTrue();
    }
}
