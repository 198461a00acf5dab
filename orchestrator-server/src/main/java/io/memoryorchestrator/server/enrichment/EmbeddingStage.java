package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.api.spi.VectorSearch;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.embedding.EmbeddingText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives stored turns their vectors: those of the model that answers questions and, while another one is on its way in, those
 * of that one too. The next model never holds up the first: what it fails at is left to a backfill.
 */
public final class EmbeddingStage implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingStage.class);
    /** Small enough that the first turns of a long batch become searchable while the last are still computed. */
    private static final int CHUNK = 16;

    private final VectorSearch store;
    private final Embedder embedder;
    private final @Nullable Embedder next;

    public EmbeddingStage(VectorSearch store, Embedder embedder) {
        this(store, embedder, null);
    }

    /** @param next the model that is to answer later, null for none */
    public EmbeddingStage(VectorSearch store, Embedder embedder, @Nullable Embedder next) {
        this.store = store;
        this.embedder = embedder;
        this.next = next;
    }

    @Override
    public String name() {
        return "embed";
    }

    @Override
    public void handle(List<Turn> turns) {
        embedMissing(turns, embedder);
        if (next != null) {
            try {
                embedMissing(turns, next);
            } catch (AdapterException e) {
                LOG.warn(
                        "{} turns have no vector of the next model {} yet, a backfill of embeddings makes it: {}",
                        turns.size(),
                        next.model().id(),
                        e.getMessage());
            }
        }
    }

    /** With a next model it is what is missing that a backfill is for; the vectors that answer stay as they are. */
    @Override
    public void repeat(List<Turn> turns) {
        if (next == null) {
            embed(turns, embedder);
        } else {
            embedMissing(turns, embedder);
            embedMissing(turns, next);
        }
    }

    private void embedMissing(List<Turn> turns, Embedder by) {
        Set<TurnKey> embedded =
                store.embedded(by.model(), turns.stream().map(TurnKey::of).toList());
        embed(
                turns.stream()
                        .filter(turn -> !embedded.contains(TurnKey.of(turn)))
                        .toList(),
                by);
    }

    private void embed(List<Turn> turns, Embedder by) {
        for (int from = 0; from < turns.size(); from += CHUNK) {
            embedChunk(turns.subList(from, Math.min(from + CHUNK, turns.size())), by);
        }
    }

    private void embedChunk(List<Turn> turns, Embedder by) {
        List<float[]> vectors = by.embed(turns.stream().map(EmbeddingText::of).toList());
        List<TurnEmbedding> embeddings = new ArrayList<>(turns.size());
        for (int i = 0; i < turns.size(); i++) {
            embeddings.add(new TurnEmbedding(TurnKey.of(turns.get(i)), vectors.get(i)));
        }
        store.putEmbeddings(by.model(), embeddings);
    }
}
