package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.HotContext;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.NoteSearch;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.server.embedding.CachingEmbedder;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.embedding.InProcessEmbedder;
import io.memoryorchestrator.server.embedding.OpenAiEmbedder;
import io.memoryorchestrator.server.embedding.OpenAiEmbedderSettings;
import io.memoryorchestrator.server.recall.RecallEngine;
import io.memoryorchestrator.server.recall.RecallSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the way of a question. */
@Configuration(proxyBeanMethods = false)
class RecallConfiguration {

    @Bean
    Embedder embedder(OrchestratorProperties properties, Clock clock) {
        OrchestratorProperties.Embedding settings = properties.embedding();
        Embedder embedder = settings.provider().equals("openai") ? openAi(settings, clock) : new InProcessEmbedder();
        return new CachingEmbedder(embedder, settings.questionCache(), Duration.ofHours(1));
    }

    private static Embedder openAi(OrchestratorProperties.Embedding settings, Clock clock) {
        String key = OrchestratorProperties.blankToNull(settings.apiKey());
        @Nullable Secret secret = key == null ? null : Secret.of(key);
        EmbeddingModelRef model = new EmbeddingModelRef(settings.model(), settings.dimensions());
        return new OpenAiEmbedder(OpenAiEmbedderSettings.of(URI.create(settings.baseUrl()), secret, model), clock);
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
