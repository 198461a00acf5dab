package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.TurnKey;

/** A turn's vector. The array is not copied: whoever makes it gives it away. */
@SuppressWarnings("ArrayRecordComponent")
public record TurnEmbedding(TurnKey turn, float[] vector) {}
