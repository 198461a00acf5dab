package io.memoryorchestrator.api.node;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of a graph; {@link GraphRelation}s connect those of the same memory node. */
public record GraphNode(String label, Map<String, @Nullable Object> properties) implements NodeValue {
    public GraphNode {
        label = NodeLimits.words("label", label, NodeLimits.NAME);
        properties = NodeLimits.object("properties", properties);
    }

    static GraphNode read(NodeFields fields) {
        return new GraphNode(fields.text("label"), fields.object("properties"));
    }

    @Override
    public NodeKind kind() {
        return NodeKind.GRAPH_NODE;
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("label", label);
        fields.put("properties", properties);
        return fields;
    }

    @Override
    public String words() {
        return label;
    }
}
