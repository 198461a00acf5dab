package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.node.NodeMemory;
import io.memoryorchestrator.api.node.NodeSearch;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.server.adapters.LastFailures;
import io.memoryorchestrator.server.embedding.CachingEmbedder;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.flags.FlagWatch;
import io.memoryorchestrator.server.flags.Flags;
import io.memoryorchestrator.server.recall.RecallEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the way of a question. */
@Configuration(proxyBeanMethods = false)
class RecallConfiguration {

    @Bean
    CachingEmbedder embedder(OrchestratorProperties properties, Clock clock) {
        EmbeddingProperties settings = properties.embedding();
        return new CachingEmbedder(Embedders.answering(settings, clock), settings.questionCache(), Duration.ofHours(1));
    }

    @Bean
    RecallEngine recallEngine(
            CanonicalStore store,
            Embedder embedder,
            RecallSources sources,
            OrchestratorProperties properties,
            Clock clock) {
        Optional<NodeSearch> nodes =
                store instanceof NodeMemory memory ? Optional.of(memory.nodes()) : Optional.empty();
        return new RecallEngine(
                store, embedder, sources, nodes, properties.recall().settings(), clock);
    }

    @Bean
    RecallSources recallSources(
            CanonicalStore store, List<MemoryAdapter> adapters, Flags flags, FlagWatch watch, LastFailures failures) {
        return new RecallSources(store, adapters, flags, watch, failures);
    }
}
