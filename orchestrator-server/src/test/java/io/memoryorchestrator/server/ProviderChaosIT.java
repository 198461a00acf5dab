package io.memoryorchestrator.server;

import io.memoryorchestrator.server.testing.Conversation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two small runs of what {@link ProviderChaosDrill} does at length. */
class ProviderChaosIT {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"platform", "oss"})
    void eachCuratedTurnReachesAFailingProviderOnceAndNobodyWaitsForIt(String flavour) throws Exception {
        new ProviderChaos(flavour, new Conversation(20, 15), Duration.ofSeconds(240)).run(folder);
    }
}
