package io.memoryorchestrator.server.intake;

import io.memoryorchestrator.server.redaction.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The value of a dead letter, redacted. Value by value where it is JSON, for an escape in a string hides from the filter what
 * stands behind it. The ids of the record and of the turns in it stay, as they do everywhere; what is called an id deeper down,
 * as in metadata, is somebody's text.
 */
final class LetterPayload {
    private static final String TURNS = "turns";
    private static final Set<String> IDS = Set.of(
            "id",
            "tenantId",
            "userId",
            "sessionId",
            "threadId",
            "agentId",
            "namespace",
            "turnId",
            "clientTurnId",
            "intentId",
            "position",
            "seq",
            "occurredAt",
            "storedAt");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|([nrtbf\"/\\\\]))");
    private static final Map<String, String> SHORT =
            Map.of("n", "\n", "r", "\r", "t", "\t", "b", "\b", "f", "\f", "\"", "\"", "/", "/", "\\", "\\");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private final Redactor redactor;

    LetterPayload(Redactor redactor) {
        this.redactor = redactor;
    }

    String redacted(String text) {
        Object json;
        try {
            json = MAPPER.readValue(text, Object.class);
        } catch (JacksonException notJson) {
            return redactor.text(unescaped(text));
        }
        return MAPPER.writeValueAsString(json instanceof Map<?, ?> record ? record(record) : redactor.value(json));
    }

    private Map<String, @Nullable Object> record(Map<?, ?> given) {
        Map<String, @Nullable Object> record = sparingIds(given);
        if (given.get(TURNS) instanceof List<?> turns) {
            record.put(
                    TURNS,
                    turns.stream()
                            .map(turn -> turn instanceof Map<?, ?> map ? sparingIds(map) : redactor.value(turn))
                            .toList());
        }
        return record;
    }

    private Map<String, @Nullable Object> sparingIds(Map<?, ?> given) {
        Map<String, @Nullable Object> spared = new LinkedHashMap<>();
        Map<String, @Nullable Object> texts = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            boolean id = IDS.contains(name) && !(value instanceof Map) && !(value instanceof List);
            (id ? spared : texts).put(String.valueOf(name), value);
        });
        if (redactor.value(texts) instanceof Map<?, ?> redacted) {
            redacted.forEach((name, value) -> spared.put(String.valueOf(name), value));
        }
        return spared;
    }

    /** What was to be JSON and is not has its escapes all the same. */
    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null
                                ? SHORT.getOrDefault(escape.group(2), "")
                                : Character.toString((char) Integer.parseInt(escape.group(1), 16))));
    }
}
