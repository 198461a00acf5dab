package io.memoryorchestrator.adapter.mem0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.model.Secret;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class Mem0SettingsTests {

    @Test
    void allFaultsAreReportedTogetherUnderTheirPropertyNames() {
        Mem0Settings good = Mem0Settings.platform(Secret.of("m0-key"));

        assertThatThrownBy(() -> new Mem0Settings(
                        Mem0Settings.Flavour.PLATFORM,
                        URI.create("ftp://user:pass@example.com"),
                        null,
                        false,
                        true,
                        true,
                        good.timeouts(),
                        new Mem0Settings.Retries(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                        good.breaker(),
                        good.limits(),
                        good.batching()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("orchestrator.adapter.mem0.base-url must begin with")
                .hasMessageContaining("orchestrator.adapter.mem0.base-url must have no user info")
                .hasMessageContaining("orchestrator.adapter.mem0.api-key is needed")
                .hasMessageContaining("orchestrator.adapter.mem0.retries.attempts")
                .hasMessageNotContaining("pass@");
    }

    @Test
    void aKeyThatCannotStandInAHeaderIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> Mem0Settings.platform(Secret.of("m0-key\nX-Evil: 1")))
                .hasMessageContaining("api-key must consist of printable ASCII")
                .hasMessageNotContaining("Evil");
    }

    @Test
    void theKeyIsMaskedInTheStringForm() {
        assertThat(Mem0Settings.platform(Secret.of("m0-very-secret-key")).toString())
                .doesNotContain("very-secret");
    }

    @Test
    void theOpenSourceServerNeedsNoKeyAndMayBePrivate() {
        Mem0Settings oss = Mem0Settings.oss(URI.create("http://localhost:8888"), null);

        assertThat(oss.allowPrivateAddresses()).isTrue();
        assertThat(oss.timeouts().add()).isGreaterThan(Duration.ofSeconds(60));
    }
}
