package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.TurnBatching;
import java.time.Instant;
import java.util.List;

/** For adapters that give no advice on batches: every turn is one. */
final class OneByOne implements TurnBatching {

    @Override
    public List<List<Turn>> offer(Turn turn, Instant now) {
        return List.of(List.of(turn));
    }

    @Override
    public List<List<Turn>> due(Instant now) {
        return List.of();
    }
}
