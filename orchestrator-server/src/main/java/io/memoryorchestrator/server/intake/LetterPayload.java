package io.memoryorchestrator.server.intake;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The value of a dead letter, redacted. Value by value where it is JSON, for an escape in a string hides from the filter what
 * stands behind it. The ids of the record and of the turns in it stay, as they do everywhere; what is called an id deeper down,
 * as in metadata, is somebody's text.
 */
final class LetterPayload {
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
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final int RECORD = 0;
    private static final int TURN = 1;
    private static final int DEEPER = 2;

    private LetterPayload() {}

    static String redacted(String text, UnaryOperator<String> redact) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JacksonException notJson) {
            return redact.apply(unescaped(text));
        }
        return json.isString()
                ? redact.apply(json.asString())
                : walked(json, RECORD, redact).toString();
    }

    /** @param level of nesting, by objects; turns stand in a list of the record */
    private static JsonNode walked(JsonNode node, int level, UnaryOperator<String> redact) {
        if (node.isObject()) {
            ObjectNode walked = MAPPER.createObjectNode();
            node.properties().forEach(field -> {
                boolean id = level <= TURN
                        && IDS.contains(field.getKey())
                        && field.getValue().isValueNode();
                walked.set(
                        redact.apply(field.getKey()),
                        id ? field.getValue() : walked(field.getValue(), level(level, field.getKey()), redact));
            });
            return walked;
        }
        if (node.isArray()) {
            ArrayNode walked = MAPPER.createArrayNode();
            node.forEach(each -> walked.add(walked(each, level, redact)));
            return walked;
        }
        if (!node.isString() && !node.isNumber()) {
            return node;
        }
        String text = node.asString();
        String redacted = redact.apply(text);
        return redacted.equals(text) ? node : StringNode.valueOf(redacted);
    }

    private static int level(int of, String field) {
        return of == RECORD && field.equals("turns") ? TURN : DEEPER;
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
