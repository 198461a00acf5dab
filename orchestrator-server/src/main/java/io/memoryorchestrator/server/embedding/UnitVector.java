package io.memoryorchestrator.server.embedding;

/** Scaling to length one. */
final class UnitVector {

    private UnitVector() {}

    /**
     * Scales in place and returns the same array.
     *
     * @throws IllegalArgumentException when there is no direction to keep: all zero, or not finite
     */
    static float[] of(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        if (!(square > 0) || Double.isInfinite(square)) {
            throw new IllegalArgumentException("a vector that is zero or not finite has no direction");
        }
        float scale = (float) (1 / Math.sqrt(square));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }
}
