package io.memoryorchestrator.server.redaction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Redacts JSON. Many values show what they are by the name they stand under only ({@code "password": "hunter2"}), so each is
 * also looked at behind its name, as it would stand in a text; an array's values stand behind the array's name.
 */
final class FieldRedaction {
    /** Longer ones are texts, which say by themselves what is in them. */
    private static final int LONGEST_FIELD = 1_000;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[_.-]+");
    private static final Pattern LATITUDE = Pattern.compile("lat(itude)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LONGITUDE = Pattern.compile("lo?ng?(itude)?", Pattern.CASE_INSENSITIVE);

    private final UnaryOperator<String> alone;
    private final UnaryOperator<String> inContext;

    /**
     * @param alone redacts a text
     * @param inContext redacts a short text again that has been put behind its name
     */
    FieldRedaction(UnaryOperator<String> alone, UnaryOperator<String> inContext) {
        this.alone = alone;
        this.inContext = inContext;
    }

    Map<String, @Nullable Object> object(Map<?, ?> values) {
        Map<String, @Nullable Object> redacted = new LinkedHashMap<>();
        boolean place = isPlace(values);
        values.forEach((key, value) -> {
            String name = String.valueOf(key);
            String shown = alone.apply(name);
            // A name that is personal itself, or has been redacted before, is no word that tells what follows.
            List<String> labels = shown.equals(name) && !name.contains("[") ? labels(name) : List.of();
            boolean coordinate = place && isCoordinate(name, value);
            redacted.put(unused(shown, redacted), coordinate ? placeholder(values) : value(labels, value));
        });
        return redacted;
    }

    @Nullable
    Object value(@Nullable Object value) {
        return value(List.of(), value);
    }

    private @Nullable Object value(List<String> labels, @Nullable Object value) {
        return switch (value) {
            case String text -> scalar(labels, text);
            case Long number -> number(labels, number);
            case Map<?, ?> map -> object(map);
            case List<?> list -> list.stream().map(each -> value(labels, each)).toList();
            case null, default -> value;
        };
    }

    /** A card or account number does not become harmless by being sent without quotes. */
    private Object number(List<String> labels, Long number) {
        String digits = number.toString();
        String redacted = scalar(labels, digits);
        return redacted.equals(digits) ? number : redacted;
    }

    private String scalar(List<String> labels, String text) {
        return behind(labels, alone.apply(text));
    }

    private String behind(List<String> labels, String text) {
        String redacted = text;
        if (!text.isBlank() && text.length() <= LONGEST_FIELD) {
            for (String label : labels) {
                String told = inContext.apply(label + redacted);
                redacted = told.startsWith(label) ? told.substring(label.length()) : told;
            }
        }
        return redacted;
    }

    /** As it is, for what programs write ({@code api_key: }), and in words, for what people do ({@code date of birth: }). */
    private static List<String> labels(String name) {
        String words = BETWEEN_WORDS.matcher(name).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        return Stream.of(name, words)
                .filter(label -> !label.isEmpty() && label.length() <= LONGEST_FIELD)
                .distinct()
                .map(label -> label + ": ")
                .toList();
    }

    /** Latitude and longitude tell a place together only. */
    private boolean isPlace(Map<?, ?> values) {
        String pair = pair(values);
        return !pair.isEmpty() && !alone.apply(pair).equals(pair);
    }

    private String placeholder(Map<?, ?> values) {
        return alone.apply(pair(values));
    }

    private static String pair(Map<?, ?> values) {
        String latitude = coordinate(LATITUDE, values);
        String longitude = coordinate(LONGITUDE, values);
        return latitude.isEmpty() || longitude.isEmpty() ? "" : latitude + ", " + longitude;
    }

    private static String coordinate(Pattern name, Map<?, ?> values) {
        return values.entrySet().stream()
                .filter(each -> each.getValue() instanceof Number
                        && name.matcher(String.valueOf(each.getKey())).matches())
                .map(each -> String.valueOf(each.getValue()))
                .findFirst()
                .orElse("");
    }

    private static boolean isCoordinate(String name, @Nullable Object value) {
        return value instanceof Number
                && (LATITUDE.matcher(name).matches() || LONGITUDE.matcher(name).matches());
    }

    /** Two names may come out alike, and neither value is to be lost. */
    private static String unused(String name, Map<String, @Nullable Object> taken) {
        String free = name;
        for (int i = 2; taken.containsKey(free); i++) {
            free = name + "#" + i;
        }
        return free;
    }
}
