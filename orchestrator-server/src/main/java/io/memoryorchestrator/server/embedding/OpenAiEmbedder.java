package io.memoryorchestrator.server.embedding;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Asks an OpenAI-compatible endpoint ({@code POST {baseUrl}/embeddings}). Status 408, 429 and 5xx and broken connections
 * are tried again with growing, jittered pauses or the pause that {@code Retry-After} names; everything else is final.
 * A vector of another length than configured is refused, since it could never be compared with what is stored.
 */
public final class OpenAiEmbedder implements Embedder, AutoCloseable {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final OpenAiEmbedderSettings settings;
    private final OpenAiEmbeddingJson json;
    private final Clock clock;
    private final OkHttpClient http;

    public OpenAiEmbedder(OpenAiEmbedderSettings settings, Clock clock) {
        this.settings = settings;
        this.json = new OpenAiEmbeddingJson(settings);
        this.clock = clock;
        this.http = new OkHttpClient.Builder()
                .callTimeout(settings.timeout())
                .connectTimeout(settings.timeout())
                .readTimeout(settings.timeout())
                .build();
    }

    @Override
    public EmbeddingModelRef model() {
        return settings.model();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += settings.batch()) {
            List<String> batch = texts.subList(from, Math.min(texts.size(), from + settings.batch()));
            vectors.addAll(ask(batch));
        }
        return vectors;
    }

    @Override
    public float[] embedQuery(String text) {
        return ask(List.of(text)).getFirst();
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private List<float[]> ask(List<String> texts) {
        Request request = request(texts);
        for (int attempt = 1; ; attempt++) {
            try {
                return once(request, texts.size());
            } catch (AdapterException failure) {
                if (!failure.kind().retryable() || attempt >= settings.attempts()) {
                    throw failure;
                }
                pause(attempt, failure);
            }
        }
    }

    private Request request(List<String> texts) {
        String base = settings.baseUrl().toString();
        String url = base.endsWith("/") ? base + "embeddings" : base + "/embeddings";
        Request.Builder request = new Request.Builder().url(url).post(RequestBody.create(json.question(texts), JSON));
        Secret key = settings.apiKey();
        if (key != null) {
            request.header("Authorization", "Bearer " + key.reveal());
        }
        return request.build();
    }

    private List<float[]> once(Request request, int expected) {
        try (Response response = http.newCall(request).execute()) {
            byte[] body = response.body().bytes();
            if (!response.isSuccessful()) {
                throw OpenAiFailures.ofStatus(response.code(), body, response.header("Retry-After"), clock.instant());
            }
            return json.vectors(body, expected);
        } catch (IOException broken) {
            throw OpenAiFailures.ofConnection(broken);
        }
    }

    private void pause(int attempt, AdapterException failure) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
        long jittered = (long) (doubled.toMillis() * ThreadLocalRandom.current().nextDouble(0.5, 1));
        Duration wanted = failure.retryAfter().orElse(Duration.ofMillis(jittered));
        Duration pause = wanted.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : wanted;
        try {
            // Nothing counts this latch down: it is a wait that an interrupt ends.
            boolean never = new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
            assert !never;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AdapterException(
                    OpenAiFailures.NAME, FailureKind.UNAVAILABLE, "The caller gave up between two attempts", failure);
        }
    }
}
