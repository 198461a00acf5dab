package io.memoryorchestrator.api.node;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something held to be true.
 *
 * @param confidence 0 to 1
 */
public record Fact(String subject, String predicate, String object, double confidence) implements NodeValue {
    public Fact {
        subject = NodeLimits.words("subject", subject, NodeLimits.NAME);
        predicate = NodeLimits.words("predicate", predicate, NodeLimits.NAME);
        object = NodeLimits.words("object", object, NodeLimits.NAME);
        confidence = NodeLimits.within("confidence", confidence, 0, 1);
    }

    static Fact read(NodeFields fields) {
        return new Fact(
                fields.text("subject"),
                fields.text("predicate"),
                fields.text("object"),
                fields.number("confidence", 1));
    }

    @Override
    public NodeKind kind() {
        return NodeKind.FACT;
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("subject", subject);
        fields.put("predicate", predicate);
        fields.put("object", object);
        fields.put("confidence", confidence);
        return fields;
    }

    @Override
    public String words() {
        return subject + " " + predicate + " " + object;
    }
}
