package io.memoryorchestrator.server.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.failure.AdapterException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The real model, in this process. */
class InProcessEmbedderIT {

    private final InProcessEmbedder embedder = new InProcessEmbedder();

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void textsOfLikeMeaningAreNearerThanOthers() {
        List<float[]> vectors = embedder.embed(List.of("user: My dog is ill.", "user: The invoice was paid."));
        float[] question = embedder.embedQuery("How is my pet?");
        assertThat(question).hasSize(InProcessEmbedder.DIMENSIONS);
        assertThat(cosine(question, question)).isBetween(0.999, 1.001);
        assertThat(cosine(question, vectors.get(0))).isGreaterThan(cosine(question, vectors.get(1)) + 0.05);
    }

    @Test
    void aMegabyteIsEmbeddedByItsBeginning() {
        String beginning = "My dog is ill. ".repeat(400);
        float[] whole = embedder.embedQuery(beginning + "x".repeat(1_000_000));
        assertThat(cosine(whole, embedder.embedQuery("My dog is ill."))).isGreaterThan(0.6);
    }

    @Test
    void oddTextHasAVectorToo() {
        for (String text : List.of("\uD83D\uDE00", "\uD800", "\u0000", "好きなスポーツ", "-")) {
            assertThat(embedder.embedQuery(text)).hasSize(InProcessEmbedder.DIMENSIONS);
        }
    }

    @Test
    void aQuestionDoesNotWaitForBulkWork() throws InterruptedException {
        embedder.warmUp();
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread bulk = Thread.ofVirtual().unstarted(() -> embedder.embed(Collections.nCopies(300, "word ".repeat(300))));
        bulk.setUncaughtExceptionHandler((thread, givenUp) -> ended.set(givenUp));
        bulk.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> bulk.getState() == Thread.State.WAITING);
        long began = System.nanoTime();
        embedder.embedQuery("How is my pet?");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        assertThat(bulk.isAlive()).isTrue();
        bulk.interrupt();
        bulk.join();
        assertThat(ended.get()).hasMessageContaining("gave up");
    }

    @Test
    void afterClosingItSaysSo() {
        InProcessEmbedder closed = new InProcessEmbedder();
        closed.close();
        assertThatThrownBy(() -> closed.embedQuery("a"))
                .isInstanceOf(AdapterException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aRepeatedQuestionIsNotEmbeddedAgain() {
        CachingEmbedder caching = new CachingEmbedder(embedder, 10, Duration.ofMinutes(1));
        assertThat(caching.embedQuery("How is my pet? ")).isSameAs(caching.embedQuery("How is my pet?"));
    }
}
