package io.memoryorchestrator.api.spi;

/**
 * An embedding model: vectors of two models are never compared.
 *
 * @param id stable name, such as {@code bge-small-en-v1.5-q}
 * @param dimensions length of its vectors, 1 to 4,000
 */
public record EmbeddingModelRef(String id, int dimensions) {
    public EmbeddingModelRef {
        if (id.isBlank() || id.length() > 200) {
            throw new IllegalArgumentException("an embedding model id has 1 to 200 characters");
        }
        if (dimensions < 1 || dimensions > 4_000) {
            throw new IllegalArgumentException("embedding dimensions must lie between 1 and 4000");
        }
    }
}
