package io.memoryorchestrator.api.node;

import io.memoryorchestrator.api.model.Identifiers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A directed, weighted connection of two values of one node. It goes when one of them goes. */
public sealed interface Relation extends NodeValue permits EntityRelation, GraphRelation {

    /** Key of the value that it begins at. */
    String from();

    /** Key of the value that it leads to, another one. */
    String to();

    /** What connects them, such as {@code works_for}. */
    String type();

    /** 0 to {@link NodeLimits#WEIGHT}; the lighter, the closer. */
    double weight();

    /** Whether the relations of its type that say so may not lead in a circle, as those of a hierarchy. */
    boolean acyclic();

    @Override
    default Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("from", from());
        fields.put("to", to());
        fields.put("type", type());
        fields.put("weight", weight());
        fields.put("acyclic", acyclic());
        return fields;
    }

    static void requireEnds(String from, String to) {
        Identifiers.require("from", from);
        Identifiers.require("to", to);
        if (from.equals(to)) {
            throw new IllegalArgumentException("to must not be the same as from");
        }
    }
}
