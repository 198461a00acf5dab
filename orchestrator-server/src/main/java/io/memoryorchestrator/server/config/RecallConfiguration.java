package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.server.adapters.LastFailures;
import io.memoryorchestrator.server.embedding.CachingEmbedder;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.flags.FlagWatch;
import io.memoryorchestrator.server.flags.Flags;
import io.memoryorchestrator.server.recall.RecallEngine;
import io.memoryorchestrator.server.recall.RecallSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the way of a question. */
@Configuration(proxyBeanMethods = false)
class RecallConfiguration {

    @Bean
    Embedder embedder(OrchestratorProperties properties, Clock clock) {
        OrchestratorProperties.Embedding settings = properties.embedding();
        return new CachingEmbedder(Embedders.answering(settings, clock), settings.questionCache(), Duration.ofHours(1));
    }

    @Bean
    RecallEngine recallEngine(
            CanonicalStore store,
            Embedder embedder,
            RecallSources sources,
            OrchestratorProperties properties,
            Clock clock) {
        RecallSettings defaults = RecallSettings.defaults();
        RecallSettings settings = new RecallSettings(
                properties.recall().deadline(),
                properties.recall().tokenBudget(),
                defaults.candidates(),
                defaults.recentTurns(),
                defaults.halfLife(),
                defaults.weights());
        return new RecallEngine(store, embedder, sources, settings, clock);
    }

    @Bean
    RecallSources recallSources(
            CanonicalStore store, List<MemoryAdapter> adapters, Flags flags, FlagWatch watch, LastFailures failures) {
        return new RecallSources(store, adapters, flags, watch, failures);
    }
}
