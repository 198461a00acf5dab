package io.memoryorchestrator.api.node;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is of use for the moment: any JSON but null, which lives for {@link NodeLimits#WORKING_MEMORY} unless the writer says otherwise. */
public record WorkingValue(Object value) implements NodeValue {
    public WorkingValue {
        value = NodeLimits.value("value", value);
    }

    static WorkingValue read(NodeFields fields) {
        return new WorkingValue(fields.any("value"));
    }

    @Override
    public NodeKind kind() {
        return NodeKind.WORKING_MEMORY;
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        return Map.of("value", value);
    }
}
