package io.memoryorchestrator.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTests {

    @Test
    void theBarFillsWithWhatIsDone() {
        assertThat(ProgressBar.text("sending", 0, 4, Duration.ZERO)).startsWith("sending [------");
        assertThat(ProgressBar.text("sending", 2, 4, Duration.ofSeconds(1)))
                .isEqualTo("sending [###############---------------] 2 of 4  2/s");
        assertThat(ProgressBar.text("sending", 9, 4, Duration.ofSeconds(1))).contains("#] 9 of 4");
    }

    @Test
    void anUnknownTotalShowsNoBar() {
        assertThat(ProgressBar.text("sending", 12_000, 0, Duration.ofSeconds(2)))
                .isEqualTo("sending 12,000  6,000/s");
    }
}
