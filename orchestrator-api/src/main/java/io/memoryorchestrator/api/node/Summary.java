package io.memoryorchestrator.api.node;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stretch of conversation came to.
 *
 * @param fromPosition first position of the buffer that it covers, or null
 * @param untilPosition last position that it covers, or null
 * @param occurredAt when the conversation was, or null
 */
public record Summary(
        String text,
        @Nullable Long fromPosition,
        @Nullable Long untilPosition,
        @Nullable Instant occurredAt) implements NodeValue {
    public Summary {
        text = NodeLimits.words("text", text, NodeLimits.TEXT);
        if (fromPosition != null && untilPosition != null && fromPosition > untilPosition) {
            throw new IllegalArgumentException("untilPosition must not lie before fromPosition");
        }
        occurredAt = NodeValue.storable(occurredAt);
    }

    static Summary read(NodeFields fields) {
        return new Summary(
                fields.text("text"),
                fields.wholeNumber("fromPosition"),
                fields.wholeNumber("untilPosition"),
                fields.time("occurredAt"));
    }

    @Override
    public NodeKind kind() {
        return NodeKind.SUMMARY;
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("text", text);
        fields.put("fromPosition", fromPosition);
        fields.put("untilPosition", untilPosition);
        fields.put("occurredAt", occurredAt == null ? null : occurredAt.toString());
        return fields;
    }

    @Override
    public String words() {
        return text;
    }

    @Override
    public @Nullable Instant happenedAt() {
        return occurredAt;
    }
}
