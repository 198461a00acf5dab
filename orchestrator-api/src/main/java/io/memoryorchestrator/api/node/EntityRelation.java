package io.memoryorchestrator.api.node;

/** A connection of two {@link Entity entities}. */
public record EntityRelation(String from, String to, String type, double weight, boolean acyclic) implements Relation {
    public EntityRelation {
        Relation.requireEnds(from, to);
        type = NodeLimits.words("type", type, NodeLimits.NAME);
        weight = NodeLimits.within("weight", weight, 0, NodeLimits.WEIGHT);
    }

    static EntityRelation read(NodeFields fields) {
        return new EntityRelation(
                fields.text("from"),
                fields.text("to"),
                fields.text("type"),
                fields.number("weight", 1),
                fields.flag("acyclic", false));
    }

    @Override
    public NodeKind kind() {
        return NodeKind.ENTITY_RELATION;
    }
}
