package io.memoryorchestrator.server.embedding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.time.Duration;
import java.util.List;

/**
 * Remembers the vectors of questions for a while, since the same question is often asked again at once: by a retry, by
 * the next turn, or by several frontends. Stored text is embedded once anyway and is not remembered here.
 */
public final class CachingEmbedder implements Embedder {

    private final Embedder delegate;
    private final Cache<String, float[]> questions;

    /**
     * @param entries questions kept at most; one of 384 dimensions takes about 2 kB
     * @param keep how long one is kept after it was last asked
     */
    public CachingEmbedder(Embedder delegate, long entries, Duration keep) {
        this.delegate = delegate;
        this.questions = Caffeine.newBuilder()
                .maximumSize(entries)
                .expireAfterAccess(keep)
                .build();
    }

    @Override
    public EmbeddingModelRef model() {
        return delegate.model();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return delegate.embed(texts);
    }

    @Override
    public float[] embedQuery(String text) {
        String question = text.strip();
        float[] known = questions.getIfPresent(question);
        if (known != null) {
            return known;
        }
        // Not computed inside the cache: a caller that gives up must not take others who wait for the entry with it.
        float[] vector = delegate.embedQuery(question);
        questions.put(question, vector);
        return vector;
    }

    /** Questions are not kept by user: all of them go when one user's must. */
    public void forgetQuestions() {
        questions.invalidateAll();
    }
}
