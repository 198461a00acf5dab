package io.memoryorchestrator.server.redaction.entities;

import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.PiiType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two messages of the service, in the form of Presidio's analyzer: {@code {"text", "language"}} is answered with an array of
 * {@code {"entity_type", "start", "end", "score"}}, whose offsets count code points.
 */
final class EntityAnswer {
    private static final String DETECTOR = "entity-service";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private EntityAnswer() {}

    static String question(String text, String language) {
        return MAPPER.writeValueAsString(Map.of("text", text, "language", language));
    }

    /** @throws IOException if this is no answer to a question about the text; the message holds nothing of either */
    static List<Finding> read(byte[] body, String text) throws IOException {
        JsonNode spans;
        try {
            spans = MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            throw new IOException("its answer is not JSON");
        }
        if (!spans.isArray()) {
            throw new IOException("its answer is not an array of spans");
        }
        int length = text.codePointCount(0, text.length());
        List<Finding> findings = new ArrayList<>();
        for (JsonNode span : spans) {
            PiiType type = EntityLabels.typeOf(span.path("entity_type").asString(""));
            int start = span.path("start").asInt(-1);
            int end = span.path("end").asInt(-1);
            double score = span.path("score").asDouble(-1);
            if (start < 0 || end <= start || end > length || score < 0 || score > 1) {
                throw new IOException("its answer has a span outside the text, or without a score from 0 to 1");
            }
            if (type != null) {
                int from = text.offsetByCodePoints(0, start);
                findings.add(new Finding(type, from, text.offsetByCodePoints(from, end - start), score, DETECTOR));
            }
        }
        return findings;
    }
}
