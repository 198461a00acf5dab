package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ability to keep embeddings beside the turns and to find turns by nearness of meaning. */
public interface VectorSearch {

    /** Which of these turns have an embedding of the model already. */
    Set<TurnKey> embedded(EmbeddingModelRef model, Collection<TurnKey> turns);

    /**
     * Writes embeddings; a second one for the same turn and model replaces the first. An embedding whose turn has been
     * forgotten meanwhile is dropped.
     *
     * @return how many were written
     * @throws io.memoryorchestrator.api.failure.AdapterException REJECTED when a vector's length is not the model's
     */
    int putEmbeddings(EmbeddingModelRef model, List<TurnEmbedding> embeddings);

    /**
     * The user's turns nearest to a vector by cosine similarity, best first; ties by newest, then by id. Complete: a user
     * who has {@code limit} embedded turns inside the filter gets that many.
     *
     * @param limit 1 to 1,000
     * @param efSearch candidate list size for an approximate index, 1 to 1,000; null for the configured default. Without
     *     meaning where the search is exact
     */
    List<Hit> nearest(
            UserRef user,
            EmbeddingModelRef model,
            float[] vector,
            TurnFilter filter,
            int limit,
            @Nullable Integer efSearch);
}
