package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import java.util.List;

/** Turns with a vector, and turns that a provider has besides. */
final class Enriched {
    static final EmbeddingModelRef MODEL = new EmbeddingModelRef("tiny", 2);

    private Enriched() {}

    static TurnEmbedding embedding(Turn turn) {
        return new TurnEmbedding(TurnKey.of(turn), new float[] {1, 0});
    }

    static void embedAndDeliver(TestStore store, Turn turn) {
        store.adapter().putEmbeddings(MODEL, List.of(embedding(turn)));
        store.adapter()
                .deliveries()
                .record("mem0", List.of(new Delivery(TurnKey.of(turn), Delivery.State.DELIVERED, "ref", null)));
    }
}
