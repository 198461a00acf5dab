package io.memoryorchestrator.api.node;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vector, to be found by nearness.
 *
 * @param text what it stands for; may be empty
 */
public record VectorMemory(String text, NodeEmbedding embedding) implements NodeValue {
    public VectorMemory {
        text = NodeLimits.text("text", text, NodeLimits.TEXT);
    }

    static VectorMemory read(NodeFields fields) {
        NodeEmbedding embedding = fields.embedding();
        if (embedding == null) {
            throw new IllegalArgumentException("embedding is missing, and so is a text to make it of");
        }
        return new VectorMemory(fields.text("text", ""), embedding);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.VECTOR;
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("text", text);
        embedding.addTo(fields);
        return fields;
    }

    @Override
    public String words() {
        return text;
    }
}
