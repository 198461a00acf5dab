package io.memoryorchestrator.api.node;

import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vector of length one in half precision, the form in which vectors are kept, so that what is read is what was written.
 *
 * @param model whose vector it is; vectors of two models are never compared
 * @param vector any vector with as many finite numbers as the model has dimensions, not all zero
 */
public record NodeEmbedding(EmbeddingModelRef model, float[] vector) {
    /** Rounding to half precision moves the length of a unit vector by less than this. */
    private static final double UNIT = 1e-3;

    public NodeEmbedding {
        if (vector.length != model.dimensions()) {
            throw new IllegalArgumentException("embedding must have the " + model.dimensions()
                    + " dimensions of its model and not " + vector.length);
        }
        vector = normal(vector);
    }

    @Override
    public float[] vector() {
        return vector.clone();
    }

    /** The cosine of the angle between both, which have the same model. */
    public double similarity(NodeEmbedding other) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += (double) vector[i] * other.vector[i];
        }
        return sum;
    }

    void addTo(Map<String, @Nullable Object> fields) {
        List<@Nullable Object> numbers = new ArrayList<>(vector.length);
        for (float component : vector) {
            numbers.add((double) component);
        }
        fields.put("model", model.id());
        fields.put("embedding", numbers);
    }

    private static float[] normal(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("embedding must hold finite numbers that are not all zero");
        }
        double divisor = Math.abs(length - 1) < UNIT ? 1 : length;
        float[] normal = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            // The sum turns a negative zero into zero.
            normal[i] = Float.float16ToFloat(Float.floatToFloat16((float) (vector[i] / divisor))) + 0f;
        }
        return normal;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeEmbedding that && model.equals(that.model) && Arrays.equals(vector, that.vector);
    }

    @Override
    public int hashCode() {
        return 31 * model.hashCode() + Arrays.hashCode(vector);
    }

    @Override
    public String toString() {
        return "NodeEmbedding[" + model.id() + ", " + model.dimensions() + " dimensions]";
    }
}
