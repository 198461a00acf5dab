package io.memoryorchestrator.adapter.mem0.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an error body says, in any of the shapes met in practice: {@code detail}, {@code error}, {@code message},
 * {@code details.message}, a list of validation errors, a map from field to complaints, or plain text.
 *
 * @param text one line, at most {@value #LONGEST} characters
 * @param code the open-source server's reason for a 502
 */
record ErrorWords(String text, @Nullable String code) {
    static final int LONGEST = 300;

    static ErrorWords read(String body) {
        String text = body.strip();
        if (text.isEmpty()) {
            return new ErrorWords("no further words", null);
        }
        if (text.startsWith("<")) {
            return new ErrorWords("a page in HTML or XML instead of JSON", null);
        }
        JsonNode json;
        try {
            json = WireJson.MAPPER.readTree(text);
        } catch (JacksonException notJson) {
            return new ErrorWords(oneLine(text), null);
        }
        String found = words(json);
        JsonNode code = json.path("code");
        return new ErrorWords(
                oneLine(found.isEmpty() ? "JSON without a known error field" : found),
                code.isString() ? code.stringValue() : null);
    }

    private static String words(JsonNode json) {
        if (json.isString()) {
            return json.stringValue();
        }
        List<String> parts = new ArrayList<>();
        for (String field : List.of("detail", "error", "message")) {
            complaints(json.path(field), parts);
        }
        complaints(json.path("details").path("message"), parts);
        if (parts.isEmpty()) {
            for (var field : json.properties()) {
                if (field.getValue().isArray() && field.getValue().path(0).isString()) {
                    parts.add(field.getKey() + ": " + field.getValue().path(0).stringValue());
                }
            }
        }
        return String.join("; ", parts);
    }

    private static void complaints(JsonNode node, List<String> into) {
        if (node.isString()) {
            into.add(node.stringValue());
        } else if (node.isArray()) {
            // FastAPI's validation errors also repeat the input; that is the user's text and stays out of messages.
            for (JsonNode one : node) {
                if (one.isString()) {
                    into.add(one.stringValue());
                } else if (one.path("msg").isString()) {
                    List<String> place = new ArrayList<>();
                    one.path("loc").forEach(part -> place.add(part.asString()));
                    into.add(String.join(".", place) + " " + one.path("msg").stringValue());
                }
            }
        } else if (node.path("message").isString()) {
            into.add(node.path("message").stringValue());
        }
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
