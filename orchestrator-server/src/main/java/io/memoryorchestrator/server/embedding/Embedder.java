package io.memoryorchestrator.server.embedding;

import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.util.List;

/**
 * Turns text into vectors of length one, so that a dot product is a cosine. Thread-safe; calls block, and a caller that
 * no longer wants the answer interrupts its thread.
 *
 * <p>A failure is an {@link io.memoryorchestrator.api.failure.AdapterException}, whose kind says whether trying again
 * helps. The arrays handed out are shared: read them, never write to them.
 */
public interface Embedder {

    /** Which model makes the vectors; constant. */
    EmbeddingModelRef model();

    /**
     * Vectors of stored text, see {@link EmbeddingText}.
     *
     * @param texts any number, none of them blank; what is longer than the model reads is cut
     * @return one vector for each text, in order
     */
    List<float[]> embed(List<String> texts);

    /** The vector of a question, comparable with those of {@link #embed}. */
    float[] embedQuery(String text);
}
