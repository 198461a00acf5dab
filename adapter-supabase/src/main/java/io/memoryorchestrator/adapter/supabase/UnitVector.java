package io.memoryorchestrator.adapter.supabase;

/** A vector brought to length one, so that the inner product is the cosine and every component fits a half float. */
final class UnitVector {
    private UnitVector() {}

    /** A vector without direction (all zero, or not finite) stays a zero vector and is near to nothing. */
    static void write(float[] vector, float[] target, int at) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        double length = Math.sqrt(squares);
        boolean hasDirection = length > 0 && Double.isFinite(length);
        for (int i = 0; i < vector.length; i++) {
            target[at + i] = hasDirection ? (float) (vector[i] / length) : 0f;
        }
    }

    static float[] of(float[] vector) {
        float[] unit = new float[vector.length];
        write(vector, unit, 0);
        return unit;
    }
}
