package io.memoryorchestrator.api.node;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param importance 0 to 1
 * @param endedAt null for a moment, or where it is not known
 * @param timeContext how the time is told, such as {@code the evening before the exam}; may be empty
 */
public record Episode(
        String text,
        double importance,
        Instant startedAt,
        @Nullable Instant endedAt,
        String timeContext) implements NodeValue {
    public Episode {
        text = NodeLimits.words("text", text, NodeLimits.TEXT);
        importance = NodeLimits.within("importance", importance, 0, 1);
        startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
        endedAt = NodeValue.storable(endedAt);
        if (endedAt != null && endedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException("endedAt must not lie before startedAt");
        }
        timeContext = NodeLimits.text("timeContext", timeContext, NodeLimits.NAME);
    }

    static Episode read(NodeFields fields) {
        Instant startedAt = fields.time("startedAt");
        if (startedAt == null) {
            throw new IllegalArgumentException("startedAt is missing");
        }
        return new Episode(
                fields.text("text"),
                fields.number("importance", 0.5),
                startedAt,
                fields.time("endedAt"),
                fields.text("timeContext", ""));
    }

    @Override
    public NodeKind kind() {
        return NodeKind.EPISODE;
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("text", text);
        fields.put("importance", importance);
        fields.put("startedAt", startedAt.toString());
        fields.put("endedAt", endedAt == null ? null : endedAt.toString());
        fields.put("timeContext", timeContext);
        return fields;
    }

    @Override
    public String words() {
        return timeContext.isEmpty() ? text : text + " (" + timeContext + ")";
    }

    @Override
    public Instant happenedAt() {
        return startedAt;
    }
}
