package io.memoryorchestrator.api.node;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value as it is kept.
 *
 * @param expiresAt when it will be gone; null for no end
 * @param updatedAt when it was last written
 */
public record NodeEntry(
        NodeRef node,
        String key,
        NodeValue value,
        @Nullable NodeNamespace namespace,
        Map<String, @Nullable Object> metadata,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant expiresAt) {
    // Not a compact constructor: its class file would not say that values of metadata may be null.
    public NodeEntry(
            NodeRef node,
            String key,
            NodeValue value,
            @Nullable NodeNamespace namespace,
            Map<String, @Nullable Object> metadata,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant expiresAt) {
        this.node = node;
        this.key = key;
        this.value = value;
        this.namespace = namespace;
        this.metadata = PlainValue.normalObject(metadata);
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
        this.expiresAt = expiresAt;
    }

    public NodeKind kind() {
        return value.kind();
    }

    /** The same with another value. */
    public NodeEntry with(NodeValue other) {
        return new NodeEntry(node, key, other, namespace, metadata, createdAt, updatedAt, expiresAt);
    }

    /** When what it tells of was, or else when it was last written. */
    public Instant occurredAt() {
        Instant happened = value.happenedAt();
        return happened == null ? updatedAt : happened;
    }
}
