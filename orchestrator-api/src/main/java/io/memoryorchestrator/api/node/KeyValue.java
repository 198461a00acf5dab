package io.memoryorchestrator.api.node;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any JSON but null under a key, for good or for a time. */
public record KeyValue(Object value) implements NodeValue {
    public KeyValue {
        value = NodeLimits.value("value", value);
    }

    static KeyValue read(NodeFields fields) {
        return new KeyValue(fields.any("value"));
    }

    @Override
    public NodeKind kind() {
        return NodeKind.KEY_VALUE;
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        return Map.of("value", value);
    }
}
