package io.memoryorchestrator.server.embedding;

import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an OpenAI-compatible embedding endpoint.
 *
 * @param baseUrl up to and without {@code /embeddings}, such as {@code https://api.openai.com/v1}
 * @param apiKey sent as a bearer token; null for an endpoint that asks for none
 * @param model the endpoint's name of the model, and the length of vector that is expected of it
 * @param sendDimensions whether to ask for that length; models with one fixed length refuse the question
 * @param batch texts in one request at most, 1 to 2,048
 * @param timeout of one attempt, connecting included
 * @param attempts how often a request is tried in all, 1 or more
 * @param longestPause cap on any pause between attempts, also on what the endpoint asks for with Retry-After
 */
public record OpenAiEmbedderSettings(
        URI baseUrl,
        @Nullable Secret apiKey,
        EmbeddingModelRef model,
        boolean sendDimensions,
        int batch,
        Duration timeout,
        int attempts,
        Duration longestPause) {

    public OpenAiEmbedderSettings {
        if (!"http".equals(baseUrl.getScheme()) && !"https".equals(baseUrl.getScheme())) {
            throw new IllegalArgumentException("the embedding endpoint's base URL must begin with http:// or https://");
        }
        if (batch < 1 || batch > 2_048) {
            throw new IllegalArgumentException("the embedding batch must lie between 1 and 2048");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("the embedding attempts must be 1 or more");
        }
        if (timeout.isNegative() || timeout.isZero() || longestPause.isNegative()) {
            throw new IllegalArgumentException("the embedding timeout must be positive and the pause not negative");
        }
    }

    /** Batches of 64, ten seconds for an attempt, four attempts, pauses of at most twenty seconds. */
    public static OpenAiEmbedderSettings of(URI baseUrl, @Nullable Secret apiKey, EmbeddingModelRef model) {
        return new OpenAiEmbedderSettings(
                baseUrl, apiKey, model, true, 64, Duration.ofSeconds(10), 4, Duration.ofSeconds(20));
    }
}
