package io.memoryorchestrator.server.embedding;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenAiEmbedderIT {

    private static final String TWO =
            "{\"data\":[{\"index\":1,\"embedding\":[0,2]},{\"index\":0,\"embedding\":[3,4]}]}";
    private static final String ONE = "{\"data\":[{\"index\":0,\"embedding\":[1,0]}]}";

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private OpenAiEmbedder embedder(int batch, int attempts) {
        return new OpenAiEmbedder(
                new OpenAiEmbedderSettings(
                        server.url("/v1").uri(),
                        Secret.of("sk-very-secret"),
                        new EmbeddingModelRef("small", 2),
                        true,
                        batch,
                        Duration.ofSeconds(5),
                        attempts,
                        Duration.ofMillis(20)),
                Clock.systemUTC());
    }

    @Test
    void vectorsComeInTheOrderOfTheTextsAndWithLengthOne() throws InterruptedException {
        server.enqueue(new MockResponse(200, okhttp3.Headers.of(), TWO));
        List<float[]> vectors = embedder(10, 1).embed(List.of("a", "b"));
        assertThat(vectors.get(0)).containsExactly(0.6f, 0.8f);
        assertThat(vectors.get(1)).containsExactly(0f, 1f);
        var request = server.takeRequest();
        assertThat(request.getUrl().encodedPath()).isEqualTo("/v1/embeddings");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer sk-very-secret");
        assertThat(requireNonNull(request.getBody()).utf8())
                .contains("\"model\":\"small\"", "\"dimensions\":2", "\"input\":[\"a\",\"b\"]");
    }

    @Test
    void manyTextsGoInBatches() {
        server.enqueue(new MockResponse(200, okhttp3.Headers.of(), TWO));
        server.enqueue(new MockResponse(200, okhttp3.Headers.of(), ONE));
        assertThat(embedder(2, 1).embed(List.of("a", "b", "c"))).hasSize(3);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aBusyEndpointIsAskedAgainAfterItsPauseWhichIsCapped() {
        server.enqueue(new MockResponse(429, okhttp3.Headers.of("Retry-After", "3600"), "slow down"));
        server.enqueue(new MockResponse(503, okhttp3.Headers.of(), "down"));
        server.enqueue(new MockResponse(200, okhttp3.Headers.of(), ONE));
        assertThat(embedder(2, 3).embedQuery("a")).containsExactly(1f, 0f);
    }

    @Test
    void anEndpointThatStaysBusyIsOverloadedAndSaysHowLong() {
        server.enqueue(new MockResponse(429, okhttp3.Headers.of("Retry-After", "7"), "slow down"));
        assertThatThrownBy(() -> embedder(2, 1).embedQuery("a"))
                .isInstanceOfSatisfying(AdapterException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED);
                    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
                    assertThat(failure).hasMessageContaining("429 slow down");
                });
    }

    @Test
    void aWrongKeyIsFinalAndNeverShown() {
        server.enqueue(new MockResponse(401, okhttp3.Headers.of(), "bad key sk-very-secret"));
        assertThatThrownBy(() -> embedder(2, 3).embedQuery("a"))
                .isInstanceOfSatisfying(AdapterException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED);
                    assertThat(failure)
                            .hasMessageContaining("check OPENAI_API_KEY")
                            .hasMessageNotContaining("very-secret");
                });
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aVectorOfAnotherLengthIsRefused() {
        server.enqueue(new MockResponse(200, okhttp3.Headers.of(), "{\"data\":[{\"index\":0,\"embedding\":[1,2,3]}]}"));
        assertThatThrownBy(() -> embedder(2, 3).embedQuery("a"))
                .isInstanceOf(AdapterException.class)
                .hasMessageContaining("3 dimensions where 2 are configured");
    }

    @Test
    void answersThatAreNoneAreRefused() {
        server.enqueue(new MockResponse(200, okhttp3.Headers.of(), "<html>"));
        server.enqueue(new MockResponse(200, okhttp3.Headers.of(), "{\"data\":[]}"));
        server.enqueue(new MockResponse(200, okhttp3.Headers.of(), "{\"data\":[{\"index\":0,\"embedding\":[0,0]}]}"));
        OpenAiEmbedder embedder = embedder(2, 1);
        for (String what : List.of("not JSON", "0 vectors to 1 texts", "unusable vector")) {
            assertThatThrownBy(() -> embedder.embedQuery("a")).hasMessageContaining(what);
        }
    }

    @Test
    void anEndpointThatIsNotThereIsUnavailable() {
        OpenAiEmbedder embedder = embedder(2, 1);
        server.close();
        assertThatThrownBy(() -> embedder.embedQuery("a"))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    }
}
