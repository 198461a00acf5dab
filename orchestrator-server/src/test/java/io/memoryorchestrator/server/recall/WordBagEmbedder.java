package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.server.embedding.Embedder;
import java.util.List;
import java.util.Locale;

/** A model for tests: each word is a direction, so that texts are near when they share words. */
final class WordBagEmbedder implements Embedder {

    private static final int DIMENSIONS = 256;

    @Override
    public EmbeddingModelRef model() {
        return new EmbeddingModelRef("word-bag", DIMENSIONS);
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return texts.stream().map(this::embedQuery).toList();
    }

    @Override
    public float[] embedQuery(String text) {
        float[] vector = new float[DIMENSIONS];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            vector[Math.floorMod(word.hashCode(), DIMENSIONS)] += 1;
        }
        float length = 0;
        for (float value : vector) {
            length += value * value;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(Math.max(length, 1e-9f));
        }
        return vector;
    }
}
