package io.memoryorchestrator.server.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachingEmbedderTests {
    private final List<String> embedded = new ArrayList<>();
    private final CachingEmbedder caching = new CachingEmbedder(new Listening(), 10, Duration.ofHours(1));

    @Test
    void questionsThatAreForgottenAreEmbeddedAgain() {
        caching.embedQuery("Where is the key?");
        caching.embedQuery("Where is the key?");
        assertThat(embedded).hasSize(1);

        caching.forgetQuestions();

        caching.embedQuery("Where is the key?");
        assertThat(embedded).hasSize(2);
    }

    private final class Listening implements Embedder {
        @Override
        public EmbeddingModelRef model() {
            return new EmbeddingModelRef("listening", 1);
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return texts.stream().map(this::embedQuery).toList();
        }

        @Override
        public float[] embedQuery(String text) {
            embedded.add(text);
            return new float[] {1};
        }
    }
}
