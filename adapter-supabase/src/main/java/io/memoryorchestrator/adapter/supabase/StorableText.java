package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.ContentHash;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text and metadata as Postgres can keep them: U+0000 and halves of surrogate pairs, which it refuses, become U+FFFD, and
 * numbers beyond its range become text.
 */
final class StorableText {
    /** What {@code numeric} holds, and so a number in {@code jsonb}: digits before and after the decimal point. */
    private static final int MAX_INTEGER_DIGITS = 131_072;

    private static final int MAX_SCALE = 16_383;

    private StorableText() {}

    static String of(String text) {
        return ContentHash.storable(text);
    }

    static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    static Map<String, @Nullable Object> of(Map<String, @Nullable Object> metadata) {
        Map<String, @Nullable Object> clean = LinkedHashMap.newLinkedHashMap(metadata.size());
        metadata.forEach((key, value) -> clean.put(of(key), value(value)));
        return clean;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case String text -> of(text);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> clean = LinkedHashMap.newLinkedHashMap(map.size());
                map.forEach((key, inner) -> clean.put(of(String.valueOf(key)), value(inner)));
                yield clean;
            }
            case List<?> list -> {
                List<@Nullable Object> clean = new ArrayList<>(list.size());
                for (Object inner : list) {
                    clean.add(value(inner));
                }
                yield clean;
            }
            case BigDecimal number
            when number.scale() > MAX_SCALE || (long) number.precision() - number.scale() > MAX_INTEGER_DIGITS ->
                number.toString();
            case null, default -> value;
        };
    }
}
