package io.memoryorchestrator.api.node;

import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a value as plain JSON, read by type. What is wrong is told by an IllegalArgumentException that begins with
 * the field's name. A field that holds null is absent.
 */
public final class NodeFields {
    private final Map<String, ? extends @Nullable Object> fields;

    public NodeFields(Map<String, ? extends @Nullable Object> fields) {
        this.fields = fields;
    }

    String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    String text(String name, String otherwise) {
        String text = optionalText(name);
        return text == null ? otherwise : text;
    }

    @Nullable
    String optionalText(String name) {
        return switch (fields.get(name)) {
            case null -> null;
            case String text -> text;
            default -> throw new IllegalArgumentException(name + " must be a string");
        };
    }

    @Nullable
    Long wholeNumber(String name) {
        Object value = PlainValue.normal(fields.get(name));
        return switch (value) {
            case null -> null;
            case Long number -> number;
            default -> throw new IllegalArgumentException(name + " must be a whole number");
        };
    }

    double number(String name, double otherwise) {
        return switch (fields.get(name)) {
            case null -> otherwise;
            case Number number -> number.doubleValue();
            default -> throw new IllegalArgumentException(name + " must be a number");
        };
    }

    boolean flag(String name, boolean otherwise) {
        return switch (fields.get(name)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            default -> throw new IllegalArgumentException(name + " must be true or false");
        };
    }

    @Nullable
    Instant time(String name) {
        String text = optionalText(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException(
                    name + " must be an ISO-8601 time with an offset, such as 2026-01-31T09:30:00Z", notATime);
        }
    }

    /** Any JSON, which must be there. */
    Object any(String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    Map<String, @Nullable Object> object(String name) {
        return switch (fields.get(name)) {
            case null -> Map.of();
            case Map<?, ?> map -> PlainValue.normalObject(map);
            default -> throw new IllegalArgumentException(name + " must be an object");
        };
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object each : elements(name)) {
            if (!(each instanceof String text)) {
                throw new IllegalArgumentException(name + " must be an array of strings");
            }
            texts.add(text);
        }
        return texts;
    }

    List<NodeFields> objects(String name) {
        List<NodeFields> objects = new ArrayList<>();
        for (Object each : elements(name)) {
            if (!(each instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException(name + " must be an array of objects");
            }
            objects.add(new NodeFields(PlainValue.normalObject(map)));
        }
        return objects;
    }

    /** The vector in {@code embedding}, of the model named in {@code model}; null where there is none. */
    public @Nullable NodeEmbedding embedding() {
        if (fields.get("embedding") == null) {
            return null;
        }
        List<?> numbers = elements("embedding");
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            if (!(numbers.get(i) instanceof Number number)) {
                throw new IllegalArgumentException("embedding must be an array of numbers");
            }
            vector[i] = number.floatValue();
        }
        if (vector.length == 0 || vector.length > 4_000) {
            throw new IllegalArgumentException("embedding must have 1 to 4000 numbers");
        }
        return new NodeEmbedding(new EmbeddingModelRef(text("model"), vector.length), vector);
    }

    private List<?> elements(String name) {
        return switch (fields.get(name)) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw new IllegalArgumentException(name + " must be an array");
        };
    }
}
