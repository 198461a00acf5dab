package io.memoryorchestrator.api.node;

/** A connection of two {@link GraphNode nodes of a graph}. */
public record GraphRelation(String from, String to, String type, double weight, boolean acyclic) implements Relation {
    public GraphRelation {
        Relation.requireEnds(from, to);
        type = NodeLimits.words("type", type, NodeLimits.NAME);
        weight = NodeLimits.within("weight", weight, 0, NodeLimits.WEIGHT);
    }

    static GraphRelation read(NodeFields fields) {
        return new GraphRelation(
                fields.text("from"),
                fields.text("to"),
                fields.text("type"),
                fields.number("weight", 1),
                fields.flag("acyclic", false));
    }

    @Override
    public NodeKind kind() {
        return NodeKind.GRAPH_RELATION;
    }
}
