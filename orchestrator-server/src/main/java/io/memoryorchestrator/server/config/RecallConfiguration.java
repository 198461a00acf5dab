package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.spi.HotContext;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.NoteSearch;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.server.embedding.CachingEmbedder;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.recall.RecallEngine;
import io.memoryorchestrator.server.recall.RecallSettings;
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
    Embedder embedder(OrchestratorProperties properties, Clock clock) {
        OrchestratorProperties.Embedding settings = properties.embedding();
        return new CachingEmbedder(Embedders.answering(settings, clock), settings.questionCache(), Duration.ofHours(1));
    }

    @Bean
    RecallEngine recallEngine(
            CanonicalStore store,
            Embedder embedder,
            List<MemoryAdapter> adapters,
            OrchestratorProperties properties,
            Clock clock) {
        Optional<RecentTurns> hot = first(adapters, HotContext.class)
                .map(cache -> (session, limit) -> cache.readThrough(session, limit, store));
        Optional<NoteSearch> notes = first(adapters, NoteSearch.class);
        RecallSettings defaults = RecallSettings.defaults();
        RecallSettings settings = new RecallSettings(
                properties.recall().deadline(),
                properties.recall().tokenBudget(),
                defaults.candidates(),
                defaults.recentTurns(),
                defaults.halfLife(),
                defaults.weights());
        return new RecallEngine(store, embedder, hot, () -> notes, settings, clock);
    }

    private static <T> Optional<T> first(List<MemoryAdapter> adapters, Class<T> ability) {
        return adapters.stream().filter(ability::isInstance).map(ability::cast).findFirst();
    }
}
