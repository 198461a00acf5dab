package io.memoryorchestrator.api.node;

import io.memoryorchestrator.api.model.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a conversation buffer, which is read in order.
 *
 * @param position place in the buffer, from 0, each only once; null for the one after the last
 * @param occurredAt when it was said, or null
 */
public record Message(
        @Nullable Long position,
        Role role,
        String content,
        @Nullable Instant occurredAt) implements NodeValue {
    public Message {
        if (position != null && position < 0) {
            throw new IllegalArgumentException("position must not be negative");
        }
        content = NodeLimits.words("content", content, NodeLimits.TEXT);
        occurredAt = NodeValue.storable(occurredAt);
    }

    static Message read(NodeFields fields) {
        return new Message(
                fields.wholeNumber("position"),
                role(fields.text("role", Role.USER.wireName())),
                fields.text("content"),
                fields.time("occurredAt"));
    }

    private static Role role(String name) {
        try {
            return Role.fromWireName(name);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("role must be user, assistant, system or tool", unknown);
        }
    }

    public Message at(long position) {
        return new Message(position, role, content, occurredAt);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.MESSAGE;
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("position", position);
        fields.put("role", role.wireName());
        fields.put("content", content);
        fields.put("occurredAt", occurredAt == null ? null : occurredAt.toString());
        return fields;
    }

    @Override
    public String words() {
        return content;
    }

    @Override
    public @Nullable Instant happenedAt() {
        return occurredAt;
    }
}
