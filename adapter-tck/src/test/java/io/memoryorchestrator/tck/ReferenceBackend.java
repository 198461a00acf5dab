package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What reference adapters share, as real ones share a database. Guarded by its own monitor. */
final class ReferenceBackend {
    final List<Turn> turns = new ArrayList<>();
    final Map<String, Map<TurnKey, float[]>> vectors = new LinkedHashMap<>();
}
