package io.memoryorchestrator.api.node;

import io.memoryorchestrator.api.model.ContentHash;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON values in one form, whatever they have been through: text that can be stored, whole numbers as {@code Long} where
 * they fit, other numbers as {@code Double}, objects in the order of their names. Two values that mean the same are equal.
 */
final class PlainValue {
    private static final int DEEPEST = 32;

    private PlainValue() {}

    static @Nullable Object normal(@Nullable Object value) {
        return normal(value, 0);
    }

    static Map<String, @Nullable Object> normalObject(Map<?, ?> object) {
        return object(object, 0);
    }

    private static @Nullable Object normal(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("JSON must not be nested deeper than " + DEEPEST + " levels");
        }
        return switch (value) {
            case null -> null;
            case String text -> ContentHash.storable(text);
            case Boolean flag -> flag;
            case Number number -> number(number);
            case Map<?, ?> map -> object(map, depth);
            case List<?> list -> {
                List<@Nullable Object> normal = new ArrayList<>(list.size());
                list.forEach(each -> normal.add(normal(each, depth + 1)));
                yield Collections.unmodifiableList(normal);
            }
            default -> throw new IllegalArgumentException("a value must be JSON");
        };
    }

    private static Map<String, @Nullable Object> object(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> normal = new TreeMap<>();
        map.forEach((name, each) -> normal.put(ContentHash.storable(String.valueOf(name)), normal(each, depth + 1)));
        return Collections.unmodifiableMap(normal);
    }

    /** Databases write 1e15 as 1000000000000000, so a number's form must not tell its type. */
    private static Number number(Number number) {
        double approximate = number.doubleValue();
        if (!Double.isFinite(approximate)) {
            throw new IllegalArgumentException("a number must be finite");
        }
        BigDecimal exact = switch (number) {
            case BigDecimal decimal -> decimal;
            case BigInteger integer -> new BigDecimal(integer);
            case Double _, Float _ -> new BigDecimal(approximate);
            default -> BigDecimal.valueOf(number.longValue());
        };
        boolean whole =
                Math.abs(approximate) < 1e18 && exact.stripTrailingZeros().scale() <= 0;
        if (whole) {
            return exact.longValueExact();
        }
        return approximate;
    }

    /** The value as JSON. */
    static String text(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case String string -> quote(string, text);
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> text.append(number.longValue());
            case Map<?, ?> map -> {
                char before = '{';
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    text.append(before);
                    quote(String.valueOf(entry.getKey()), text);
                    write(entry.getValue(), text.append(':'));
                    before = ',';
                }
                text.append(map.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                char before = '[';
                for (Object each : list) {
                    write(each, text.append(before));
                    before = ',';
                }
                text.append(list.isEmpty() ? "[]" : "]");
            }
            case null, default -> text.append(value);
        }
    }

    private static void quote(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
