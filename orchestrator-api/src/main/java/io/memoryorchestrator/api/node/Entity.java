package io.memoryorchestrator.api.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something that is talked about; {@link EntityRelation}s connect entities of the same node.
 *
 * @param type such as {@code person} or {@code place}
 * @param description may be empty
 * @param aliases other names
 * @param attributes anything else that is known
 */
public record Entity(
        String name, String type, String description, List<String> aliases, Map<String, @Nullable Object> attributes)
        implements NodeValue {
    public Entity {
        name = NodeLimits.words("name", name, NodeLimits.NAME);
        type = NodeLimits.words("type", type, NodeLimits.NAME);
        description = NodeLimits.text("description", description, NodeLimits.TEXT);
        aliases = NodeLimits.atMost("aliases", aliases, NodeLimits.ALIASES).stream()
                .map(alias -> NodeLimits.words("aliases", alias, NodeLimits.NAME))
                .toList();
        attributes = NodeLimits.object("attributes", attributes);
    }

    static Entity read(NodeFields fields) {
        return new Entity(
                fields.text("name"),
                fields.text("type", "thing"),
                fields.text("description", ""),
                fields.texts("aliases"),
                fields.object("attributes"));
    }

    @Override
    public NodeKind kind() {
        return NodeKind.ENTITY;
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("type", type);
        fields.put("description", description);
        fields.put("aliases", aliases);
        fields.put("attributes", attributes);
        return fields;
    }

    @Override
    public String words() {
        StringBuilder words = new StringBuilder(name);
        if (!aliases.isEmpty()) {
            words.append(" (").append(String.join(", ", aliases)).append(')');
        }
        words.append(", ").append(type);
        return description.isEmpty()
                ? words.toString()
                : words.append(": ").append(description).toString();
    }
}
