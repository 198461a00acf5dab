package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.api.spi.VectorSearch;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.embedding.EmbeddingText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Gives stored turns their vectors. */
public final class EmbeddingStage implements Stage {
    /** Small enough that the first turns of a long batch become searchable while the last are still computed. */
    private static final int CHUNK = 16;

    private final VectorSearch store;
    private final Embedder embedder;

    public EmbeddingStage(VectorSearch store, Embedder embedder) {
        this.store = store;
        this.embedder = embedder;
    }

    @Override
    public String name() {
        return "embed";
    }

    @Override
    public void handle(List<Turn> turns) {
        Set<TurnKey> embedded =
                store.embedded(embedder.model(), turns.stream().map(TurnKey::of).toList());
        repeat(turns.stream()
                .filter(turn -> !embedded.contains(TurnKey.of(turn)))
                .toList());
    }

    @Override
    public void repeat(List<Turn> turns) {
        for (int from = 0; from < turns.size(); from += CHUNK) {
            embed(turns.subList(from, Math.min(from + CHUNK, turns.size())));
        }
    }

    private void embed(List<Turn> turns) {
        List<float[]> vectors =
                embedder.embed(turns.stream().map(EmbeddingText::of).toList());
        List<TurnEmbedding> embeddings = new ArrayList<>(turns.size());
        for (int i = 0; i < turns.size(); i++) {
            embeddings.add(new TurnEmbedding(TurnKey.of(turns.get(i)), vectors.get(i)));
        }
        store.putEmbeddings(embedder.model(), embeddings);
    }
}
