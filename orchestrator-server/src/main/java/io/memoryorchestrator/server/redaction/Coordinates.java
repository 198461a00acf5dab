package io.memoryorchestrator.server.redaction;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Latitude and longitude stand in two fields and say where somebody is only together. */
final class Coordinates {
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,3}\\.\\d{1,20}");
    private static final int WITH_ALTITUDE = 3;

    private Coordinates() {}

    /**
     * @param redact given a pair as text
     * @return the same object unless there was something to take out of a pair; then both fields hold what became of it
     */
    static Map<?, ?> joined(Map<?, ?> values, UnaryOperator<String> redact) {
        Object latitude = null;
        Object longitude = null;
        for (Object name : values.keySet()) {
            String lower = String.valueOf(name).toLowerCase(Locale.ROOT);
            if (lower.endsWith("lat") || lower.endsWith("latitude")) {
                latitude = name;
            } else if (lower.endsWith("lon")
                    || lower.endsWith("lng")
                    || lower.endsWith("long")
                    || lower.endsWith("longitude")) {
                longitude = name;
            }
        }
        if (latitude == null || longitude == null) {
            return values;
        }
        String found = pair(values.get(latitude), values.get(longitude), redact);
        if (found == null) {
            return values;
        }
        Map<Object, @Nullable Object> joined = new LinkedHashMap<>(values);
        joined.put(latitude, found);
        joined.put(longitude, found);
        return joined;
    }

    /** The same for an array such as GeoJSON's, which begins with the longitude. */
    static List<?> joined(List<?> values, UnaryOperator<String> redact) {
        if (values.size() < 2 || values.size() > WITH_ALTITUDE) {
            return values;
        }
        String found = pair(values.get(0), values.get(1), redact);
        if (found == null) {
            found = pair(values.get(1), values.get(0), redact);
        }
        if (found == null) {
            return values;
        }
        List<@Nullable Object> joined = new ArrayList<>(values);
        joined.set(0, found);
        joined.set(1, found);
        return joined;
    }

    private static @Nullable String pair(
            @Nullable Object latitude, @Nullable Object longitude, UnaryOperator<String> redact) {
        String first = decimal(latitude);
        String second = decimal(longitude);
        if (first == null || second == null) {
            return null;
        }
        String pair = first + ", " + second;
        String redacted = redact.apply(pair);
        return redacted.equals(pair) ? null : redacted;
    }

    private static @Nullable String decimal(@Nullable Object value) {
        String text = switch (value) {
            case Double number
            when Double.isFinite(number) -> BigDecimal.valueOf(number).toPlainString();
            case BigDecimal number -> number.toPlainString();
            case String number -> number.strip();
            case null, default -> "";
        };
        return DECIMAL.matcher(text).matches() ? text : null;
    }
}
