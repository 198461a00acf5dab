package io.memoryorchestrator.server;

import io.memoryorchestrator.server.testing.Conversation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten thousand turns to a provider that fails at random; most of the time is the patience that it asks for. Run by hand, with {@code -Dit.test=ProviderChaosDrill}; the seed is
 * printed, and {@code -Dchaos.seed} repeats its faults.
 */
class ProviderChaosDrill {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"platform", "oss"})
    void tenThousandTurns(String flavour) throws Exception {
        new ProviderChaos(flavour, new Conversation(100, 100), Duration.ofMinutes(40)).run(folder);
    }
}
