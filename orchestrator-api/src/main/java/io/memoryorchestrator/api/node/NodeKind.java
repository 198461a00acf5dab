package io.memoryorchestrator.api.node;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of memory that a node holds, each with the form of its values. Parents come before what refers to them. */
public enum NodeKind {
    MESSAGE("conversation-buffer", Message::read, Set.of("role"), Set.of("position")),
    SUMMARY("conversation-summary", Summary::read, Set.of(), Set.of("untilPosition")),
    VECTOR("vector", VectorMemory::read, Set.of("model"), Set.of()),
    ENTITY("entity", Entity::read, Set.of("name", "type"), Set.of()),
    ENTITY_RELATION("entity-relation", EntityRelation::read, Set.of("from", "to", "type"), Set.of("weight")),
    DOCUMENT("document", Document::read, Set.of("collection", "title"), Set.of()),
    EPISODE("episode", Episode::read, Set.of(), Set.of("importance")),
    FACT("fact", Fact::read, Set.of("subject", "predicate", "object"), Set.of("confidence")),
    RULE("rule", Rule::read, Set.of("active"), Set.of("priority")),
    GRAPH_NODE("graph-node", GraphNode::read, Set.of("label"), Set.of()),
    GRAPH_RELATION("graph-relation", GraphRelation::read, Set.of("from", "to", "type"), Set.of("weight")),
    WORKING_MEMORY("working-memory", WorkingValue::read, Set.of(), Set.of()),
    KEY_VALUE("key-value", KeyValue::read, Set.of(), Set.of());

    private final String pathName;
    private final Function<NodeFields, NodeValue> reader;
    private final Set<String> equalFields;
    private final Set<String> numberFields;

    NodeKind(
            String pathName,
            Function<NodeFields, NodeValue> reader,
            Set<String> equalFields,
            Set<String> numberFields) {
        this.pathName = pathName;
        this.reader = reader;
        this.equalFields = equalFields;
        this.numberFields = numberFields;
    }

    /** As in {@code /v1/nodes/{nodeId}/{kind}}. */
    public String pathName() {
        return pathName;
    }

    /** The fields that a query may compare with a value. */
    public Set<String> equalFields() {
        return equalFields;
    }

    /** The fields of which a query may ask for a least value. */
    public Set<String> numberFields() {
        return numberFields;
    }

    /** Whether values of this kind have vectors. */
    public boolean hasVectors() {
        return this == VECTOR || this == DOCUMENT;
    }

    /** Whether search by words finds values of this kind. */
    public boolean hasWords() {
        return !isRelation() && this != WORKING_MEMORY && this != KEY_VALUE;
    }

    /** Whether values of this kind connect two others. */
    public boolean isRelation() {
        return this == ENTITY_RELATION || this == GRAPH_RELATION;
    }

    /** The relations between values of this kind. */
    public NodeKind relations() {
        return switch (this) {
            case ENTITY -> ENTITY_RELATION;
            case GRAPH_NODE -> GRAPH_RELATION;
            default -> throw new IllegalArgumentException("values of the kind " + pathName + " have no relations");
        };
    }

    /** What relations of this kind connect. */
    public NodeKind ends() {
        return switch (this) {
            case ENTITY_RELATION -> ENTITY;
            case GRAPH_RELATION -> GRAPH_NODE;
            default -> throw new IllegalArgumentException("values of the kind " + pathName + " connect nothing");
        };
    }

    /** @throws IllegalArgumentException naming the field that is wrong, and why */
    public NodeValue read(NodeFields fields) {
        return reader.apply(fields);
    }

    /** @throws IllegalArgumentException naming the kinds that there are */
    public static NodeKind of(String pathName) {
        return Arrays.stream(values())
                .filter(kind -> kind.pathName.equals(pathName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind must be one of "
                        + Arrays.stream(values()).map(NodeKind::pathName).collect(Collectors.joining(", "))));
    }
}
