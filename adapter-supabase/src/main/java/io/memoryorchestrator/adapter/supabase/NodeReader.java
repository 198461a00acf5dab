package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeMatch;
import io.memoryorchestrator.api.node.NodeQuery.Nearest;
import io.memoryorchestrator.api.node.NodeQuery.Select;
import io.memoryorchestrator.api.node.NodeRef;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads values of memory nodes by key, by what they are like, and by vector, each under the claims of their user. */
final class NodeReader {
    private static final String IN_NODE = " t where t.user_id = ? and t.node_id = ? and " + NodeTable.LIVE;

    private static final String NEAREST_VECTORS = """
            with found as materialized (
                select t.key, null::integer as chunk,
                       -(t.embedding operator(extensions.<#>) ?::real[]::extensions.halfvec) as score
                from memories.node_vectors""";
    private static final String NEAREST_CHUNKS = """
            with found as materialized (
                select t.key, c.chunk, -(c.embedding operator(extensions.<#>) ?::real[]::extensions.halfvec) as score
                from memories.node_document_chunks c
                join memories.node_documents t
                    on t.user_id = c.user_id and t.node_id = c.node_id and t.key = c.key
                where t.user_id = ? and t.node_id = ? and\s""" + NodeTable.LIVE + " and c.model = ?";
    private static final String BEST = """

                order by score desc, t.key limit ?
            )
            select %s, found.score, found.chunk
            from found
            join %s t on t.user_id = ? and t.node_id = ? and t.key = found.key
            order by found.score desc, t.key, found.chunk""";

    private static final String EXPORT = """
            select %s, u.tenant_id, u.external_id
            from %s t
            join memories.users u on u.user_id = t.user_id
            where\s""" + NodeTable.LIVE;

    private final Database database;
    private final UserKey keys;
    private final ExtensionSchema extension;

    NodeReader(Database database, UserKey keys, ExtensionSchema extension) {
        this.database = database;
        this.keys = keys;
        this.extension = extension;
    }

    /** Selects one value. */
    static Query get(NodeTable table, UUID user, String nodeId, String key) {
        return get(table, table.row(), user, nodeId, key);
    }

    private static Query get(NodeTable table, String columns, UUID user, String nodeId, String key) {
        return Query.of("select " + columns + " from " + table.table() + IN_NODE, user, nodeId)
                .add(" and t.key = ?", key);
    }

    Optional<NodeEntry> get(NodeRef node, NodeKind kind, String key, boolean vectors) {
        UUID user = keys.of(node.user());
        NodeTable table = NodeTable.of(kind);
        return database.queryOne(
                "get a value of a node",
                Caller.user(user),
                get(table, columns(table, vectors), user, node.nodeId(), key),
                row -> NodeRow.read(row, kind, node.user()));
    }

    /** A selection without words. */
    List<NodeMatch> select(NodeRef node, Select select) {
        UUID user = keys.of(node.user());
        NodeTable table = NodeTable.of(select.kind());
        Query query = Query.of(
                "select " + columns(table, select.vectors()) + " from " + table.table() + IN_NODE, user, node.nodeId());
        NodeSelection.addTo(query, table, select.filter())
                .add(" order by " + table.order() + " limit ? offset ?", select.limit(), select.offset());
        List<NodeMatch> matches = database.query(
                "query a node",
                Caller.user(user),
                query,
                row -> NodeMatch.plain(NodeRow.read(row, select.kind(), node.user())));
        // Of messages the last ones are wanted, in the order in which they were said.
        return select.kind() == NodeKind.MESSAGE ? matches.reversed() : matches;
    }

    private static String columns(NodeTable table, boolean vectors) {
        return vectors ? table.row() : table.rowWithoutVectorsOfChunks();
    }

    List<NodeMatch> nearest(NodeRef node, Nearest nearest) {
        UUID user = keys.of(node.user());
        NodeTable table = NodeTable.of(nearest.kind());
        String model = nearest.question().model().id();
        float[] vector = nearest.question().vector();
        Query query = nearest.kind() == NodeKind.VECTOR
                ? Query.of(extension.in(NEAREST_VECTORS + IN_NODE + " and t.model = ?"), vector, user)
                        .add("", node.nodeId(), model)
                : Query.of(extension.in(NEAREST_CHUNKS), vector, user, node.nodeId(), model);
        NodeSelection.addTo(query, table, nearest.filter())
                .add(BEST.formatted(table.rowWithFoundChunk(), table.table()), nearest.limit(), user, node.nodeId());
        return database.transaction("query a node by vector", Caller.user(user), transaction -> {
            boolean otherLength = transaction
                    .query(NodeChecks.otherLength(user, nearest.question().model()), row -> row.getBoolean(1))
                    .getFirst();
            if (otherLength) {
                throw new IllegalArgumentException(
                        "embedding must have as many numbers as the vectors of the model" + " that are kept");
            }
            return transaction.query(
                    query,
                    row -> new NodeMatch(
                            NodeRow.read(row, nearest.kind(), node.user()),
                            row.getDouble(3),
                            row.getObject(4, Integer.class),
                            null,
                            null));
        });
    }

    void export(@Nullable UserRef user, Consumer<NodeEntry> reader) {
        @Nullable UUID key = user == null ? null : keys.of(user);
        Caller caller = key == null ? Caller.WORKER : Caller.user(key);
        database.snapshot("export nodes", caller, snapshot -> {
            for (NodeTable table : NodeTable.values()) {
                Query query = Query.of(EXPORT.formatted(table.row(), table.table()));
                if (key != null) {
                    query.add(" and t.user_id = ?", key);
                }
                query.add(" order by t.user_id, t.node_id, t.key");
                snapshot.forEach(
                        query,
                        row -> reader.accept(
                                NodeRow.read(row, table.kind(), new UserRef(row.getString(3), row.getString(4)))));
            }
        });
    }
}
