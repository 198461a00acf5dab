package io.memoryorchestrator.api.node;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done when.
 *
 * @param priority -1,000,000 to 1,000,000; the higher goes first
 * @param active whether it is to be followed
 */
public record Rule(String condition, String action, int priority, boolean active) implements NodeValue {
    private static final int HIGHEST = 1_000_000;

    public Rule {
        condition = NodeLimits.words("condition", condition, NodeLimits.TEXT);
        action = NodeLimits.words("action", action, NodeLimits.TEXT);
        priority = NodeLimits.within("priority", priority, -HIGHEST, HIGHEST);
    }

    static Rule read(NodeFields fields) {
        Long priority = fields.wholeNumber("priority");
        return new Rule(
                fields.text("condition"),
                fields.text("action"),
                priority == null ? 0 : (int) Math.clamp(priority, -HIGHEST - 1, HIGHEST + 1),
                fields.flag("active", true));
    }

    @Override
    public NodeKind kind() {
        return NodeKind.RULE;
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("condition", condition);
        fields.put("action", action);
        fields.put("priority", (long) priority);
        fields.put("active", active);
        return fields;
    }

    @Override
    public String words() {
        return "When " + condition + ": " + action;
    }
}
