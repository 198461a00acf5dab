package io.memoryorchestrator.server.node;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a body says beside the fields of a value; a field that holds null is absent. */
record BodyFields(Map<String, @Nullable Object> body) {

    @Nullable
    String text(String name) {
        return switch (body.get(name)) {
            case null -> null;
            case String text -> text;
            default -> throw new IllegalArgumentException(name + " must be a string");
        };
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    @Nullable
    Long wholeNumber(String name) {
        return switch (body.get(name)) {
            case null -> null;
            case Long number -> number;
            default -> throw new IllegalArgumentException(name + " must be a whole number");
        };
    }

    int smallNumber(String name, int otherwise) {
        Long number = wholeNumber(name);
        return number == null ? otherwise : (int) Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Nullable
    Instant time(String name) {
        String text = text(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException(name + " must be an ISO-8601 time with an offset", notATime);
        }
    }

    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> object(String name) {
        return switch (body.get(name)) {
            case null -> Map.of();
            case Map<?, ?> map -> (Map<String, @Nullable Object>) map;
            default -> throw new IllegalArgumentException(name + " must be an object");
        };
    }
}
