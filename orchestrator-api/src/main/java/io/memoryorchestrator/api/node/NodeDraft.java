package io.memoryorchestrator.api.node;

import io.memoryorchestrator.api.model.Identifiers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be kept under a key; it replaces what is there.
 *
 * @param key 1 to 200 characters without a colon, unique in its node and kind
 * @param namespace null for none
 * @param metadata anything the application wants to find with it
 * @param timeToLive from the writing on, at most {@link NodeLimits#TIME_TO_LIVE}; null for no end, which working memory
 *     does not have
 */
public record NodeDraft(
        String key,
        NodeValue value,
        @Nullable NodeNamespace namespace,
        Map<String, @Nullable Object> metadata,
        @Nullable Duration timeToLive) {
    // Not a compact constructor: its class file would not say that values of metadata may be null.
    public NodeDraft(
            String key,
            NodeValue value,
            @Nullable NodeNamespace namespace,
            Map<String, @Nullable Object> metadata,
            @Nullable Duration timeToLive) {
        this.key = Identifiers.require("key", key);
        this.value = value;
        this.namespace = namespace;
        this.metadata = NodeLimits.object("metadata", metadata);
        this.timeToLive = lifetime(value.kind(), timeToLive);
    }

    /** A value with nothing beside it. */
    public static NodeDraft of(String key, NodeValue value) {
        return new NodeDraft(key, value, null, Map.of(), null);
    }

    public NodeDraft livingFor(Duration time) {
        return new NodeDraft(key, value, namespace, metadata, time);
    }

    public NodeDraft with(NodeValue other) {
        return new NodeDraft(key, other, namespace, metadata, timeToLive);
    }

    private static @Nullable Duration lifetime(NodeKind kind, @Nullable Duration timeToLive) {
        if (timeToLive == null) {
            return kind == NodeKind.WORKING_MEMORY ? NodeLimits.WORKING_MEMORY : null;
        }
        if (!timeToLive.isPositive() || timeToLive.compareTo(NodeLimits.TIME_TO_LIVE) > 0) {
            throw new IllegalArgumentException(
                    "timeToLive must be positive and at most " + NodeLimits.TIME_TO_LIVE.toDays() + " days");
        }
        return timeToLive;
    }
}
