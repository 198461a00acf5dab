package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.node.NodeKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of each kind of memory node: its own columns, when its values happened, and their natural order. */
enum NodeTable {
    MESSAGES(
            NodeKind.MESSAGE,
            "node_messages",
            "position, role, content, occurred_at",
            "coalesce(t.occurred_at, t.updated_at)",
            "t.position desc"),
    SUMMARIES(
            NodeKind.SUMMARY,
            "node_summaries",
            "text, from_position, until_position, occurred_at",
            "coalesce(t.occurred_at, t.updated_at)",
            "coalesce(t.occurred_at, t.updated_at) desc, t.key"),
    VECTORS(
            NodeKind.VECTOR,
            "node_vectors",
            "text, model, dimensions, embedding",
            "t.updated_at",
            "t.updated_at desc, t.key"),
    ENTITIES(NodeKind.ENTITY, "node_entities", "name, type, description, aliases, attributes", "t.updated_at", "t.key"),
    ENTITY_RELATIONS(
            NodeKind.ENTITY_RELATION,
            "node_entity_relations",
            "from_key, to_key, type, weight, acyclic",
            "t.updated_at",
            "t.key"),
    DOCUMENTS(NodeKind.DOCUMENT, "node_documents", "collection, title", "t.updated_at", "t.key"),
    EPISODES(
            NodeKind.EPISODE,
            "node_episodes",
            "text, importance, started_at, ended_at, time_context",
            "t.started_at",
            "t.started_at desc, t.key"),
    FACTS(
            NodeKind.FACT,
            "node_facts",
            "subject, predicate, object, confidence",
            "t.updated_at",
            "t.confidence desc, t.key"),
    RULES(NodeKind.RULE, "node_rules", "condition, action, priority, active", "t.updated_at", "t.priority desc, t.key"),
    GRAPH_NODES(NodeKind.GRAPH_NODE, "node_graph_nodes", "label, properties", "t.updated_at", "t.key"),
    GRAPH_RELATIONS(
            NodeKind.GRAPH_RELATION,
            "node_graph_relations",
            "from_key, to_key, type, weight, acyclic",
            "t.updated_at",
            "t.key"),
    WORKING_MEMORY(NodeKind.WORKING_MEMORY, "node_working_memory", "value", "t.updated_at", "t.key"),
    KEY_VALUES(NodeKind.KEY_VALUE, "node_key_values", "value", "t.updated_at", "t.key");

    static final String LIVE = "(t.expires_at is null or t.expires_at > now())";

    private static final String CHUNKS = """
            , (select jsonb_agg(jsonb_build_object('text', c.text, 'model', c.model, 'embedding', c.embedding::text)
                                order by c.chunk)
               from memories.node_document_chunks c
               where c.user_id = t.user_id and c.node_id = t.node_id and c.key = t.key)::text""";
    private static final String VECTOR_OF_CHUNK = ", 'model', c.model, 'embedding', c.embedding::text";
    private static final String NO_CHUNKS = ", null::text";

    private static final Map<NodeKind, NodeTable> BY_KIND =
            Stream.of(values()).collect(Collectors.toMap(NodeTable::kind, Function.identity()));

    private final NodeKind kind;
    private final String table;
    private final String columns;
    private final String happened;
    private final String order;

    NodeTable(NodeKind kind, String table, String columns, String happened, String order) {
        this.kind = kind;
        this.table = table;
        this.columns = columns;
        this.happened = happened;
        this.order = order;
    }

    static NodeTable of(NodeKind kind) {
        return Objects.requireNonNull(BY_KIND.get(kind));
    }

    /** Children before parents, so that nothing that is counted has gone with something else before. */
    static List<NodeTable> childrenFirst() {
        return Stream.of(values()).toList().reversed();
    }

    NodeKind kind() {
        return kind;
    }

    String table() {
        return "memories." + table;
    }

    String columns() {
        return columns;
    }

    String happened() {
        return happened;
    }

    String order() {
        return order;
    }

    /** What {@link NodeRow#read} reads: the row, and the chunks where there are any. */
    String row() {
        return "(to_jsonb(t) - 'words' - 'user_id')::text" + (this == DOCUMENTS ? CHUNKS : NO_CHUNKS);
    }

    /** The same with the chunks' text only, so that the server reads no vectors. */
    String rowWithoutVectorsOfChunks() {
        return row().replace(VECTOR_OF_CHUNK, "");
    }

    /** The same with only the chunk that the select calls {@code found.chunk}. */
    String rowWithFoundChunk() {
        return this == DOCUMENTS
                ? "(to_jsonb(t) - 'user_id')::text"
                        + CHUNKS.replace("c.key = t.key", "c.key = t.key and c.chunk = found.chunk")
                : row();
    }

    static String columnOf(String field) {
        return switch (field) {
            case "from" -> "from_key";
            case "to" -> "to_key";
            default ->
                field.chars()
                        .mapToObj(c -> Character.isUpperCase(c)
                                ? "_" + (char) Character.toLowerCase(c)
                                : String.valueOf((char) c))
                        .collect(Collectors.joining());
        };
    }
}
