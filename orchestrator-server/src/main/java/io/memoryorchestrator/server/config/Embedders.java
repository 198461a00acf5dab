package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.embedding.InProcessEmbedder;
import io.memoryorchestrator.server.embedding.OpenAiEmbedder;
import io.memoryorchestrator.server.embedding.OpenAiEmbedderSettings;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The embedding models that the properties name. */
final class Embedders {
    private Embedders() {}

    /** The one whose vectors answer questions. */
    static Embedder answering(EmbeddingProperties settings, Clock clock) {
        return of(
                settings.provider(),
                new EmbeddingModelRef(settings.model(), settings.dimensions()),
                settings.baseUrl(),
                settings.apiKey(),
                clock);
    }

    /** The one that is to answer later. */
    static Optional<Embedder> next(NextModelProperties settings, Clock clock) {
        return settings.provider().isEmpty()
                ? Optional.empty()
                : Optional.of(of(
                        settings.provider(),
                        new EmbeddingModelRef(settings.model(), settings.dimensions()),
                        settings.baseUrl(),
                        settings.apiKey(),
                        clock));
    }

    private static Embedder of(String provider, EmbeddingModelRef model, String baseUrl, String apiKey, Clock clock) {
        if (!provider.equals("openai")) {
            return new InProcessEmbedder();
        }
        @Nullable Secret secret = apiKey.isBlank() ? null : Secret.of(apiKey);
        return new OpenAiEmbedder(OpenAiEmbedderSettings.of(URI.create(baseUrl), secret, model), clock);
    }
}
