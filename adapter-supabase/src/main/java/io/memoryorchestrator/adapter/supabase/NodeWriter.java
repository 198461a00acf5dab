package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.Document;
import io.memoryorchestrator.api.node.Message;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeOutcome;
import io.memoryorchestrator.api.node.NodeRef;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of memory nodes. Writers of one node go one after the other, so that what {@link NodeChecks} finds still
 * holds when the row is written.
 */
final class NodeWriter {
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended(?, 0));\n";
    /** The key of what has expired is free again, and a relation cannot begin there. */
    private static final String REMOVE_EXPIRED = """
            delete from %s where user_id = ? and node_id = ? and expires_at <= now();
            """;

    private static final String INSERT = """
            insert into %1$s as t (user_id, node_id, key, namespace, metadata, created_at, updated_at, expires_at, %2$s)
            select u.user_id, g.node_id, g.key, g.namespace, g.metadata, coalesce(g.created_at, now()),
                   coalesce(g.updated_at, now()), coalesce(g.expires_at, now() + ?::bigint * interval '1 millisecond'), %3$s
            from jsonb_populate_recordset(null::%1$s, ?::jsonb) as g
            join memories.users u on u.user_id = ?
            where (g.expires_at is null or g.expires_at > now()) and %4$s""";
    private static final String REPLACE = """

            on conflict (user_id, node_id, key) do update
                set namespace = excluded.namespace, metadata = excluded.metadata, updated_at = now(),
                    expires_at = excluded.expires_at, (%1$s) = row (%2$s)
            returning (xmax = 0)""";
    private static final String KEEP = """

            on conflict do nothing
            returning t.node_id, t.key""";
    private static final String BOTH_ENDS = """
            (select count(*) from %s e
             where e.user_id = u.user_id and e.node_id = g.node_id and e.key in (g.from_key, g.to_key)) = 2""";
    private static final String REMOVE_CHUNKS =
            "delete from memories.node_document_chunks where user_id = ? and node_id = ? and key = ?";
    private static final String ADD_CHUNKS = """
            insert into memories.node_document_chunks (user_id, node_id, key, chunk, text, model, dimensions, embedding)
            select d.user_id, d.node_id, d.key, n - 1, c ->> 'text', c ->> 'model',
                   jsonb_array_length(nullif(c -> 'embedding', 'null')), (c ->> 'embedding')::extensions.halfvec
            from memories.node_documents d, jsonb_array_elements(?::jsonb) with ordinality as chunks (c, n)
            where d.user_id = ? and d.node_id = ? and d.key = ?""";

    private final Database database;
    private final UserKey keys;
    private final ExtensionSchema extension;
    private final AuditTrail audit;

    NodeWriter(Database database, UserKey keys, ExtensionSchema extension, AuditTrail audit) {
        this.audit = audit;
        this.database = database;
        this.keys = keys;
        this.extension = extension;
    }

    NodeOutcome put(NodeRef node, NodeDraft draft) {
        UUID user = keys.of(node.user());
        return database.transaction("put a value of a node", Caller.WORKER, transaction -> {
            NodeTable table = NodeTable.of(draft.value().kind());
            transaction.query(opening(node, user, table), row -> true);
            NodeDraft placed = placed(transaction, user, node, draft);
            Optional<NodeOutcome.Reason> reason = NodeChecks.refusal(transaction, user, node, placed);
            if (reason.isPresent()) {
                return reason.get().refused();
            }
            return write(transaction, user, node, table, placed);
        });
    }

    private Query opening(NodeRef node, UUID user, NodeTable table) {
        return Query.of(ONE_AT_A_TIME, "node:" + user + ":" + node.nodeId())
                .add(UserRows.ensure(Map.of(user, node.user()), keys))
                .add(REMOVE_EXPIRED.formatted(table.table()), user, node.nodeId())
                .add("select 1");
    }

    /** A message without a position goes to the end, and one that is replaced stays where it is. */
    private static NodeDraft placed(Transaction transaction, UUID user, NodeRef node, NodeDraft draft)
            throws SQLException {
        if (draft.value() instanceof Message message && message.position() == null) {
            long position = transaction
                    .query(
                            Query.of(NodeChecks.POSITION, user, node.nodeId(), draft.key(), user, node.nodeId()),
                            row -> row.getLong(1))
                    .getFirst();
            return draft.with(message.at(position));
        }
        return draft;
    }

    private NodeOutcome write(Transaction transaction, UUID user, NodeRef node, NodeTable table, NodeDraft draft)
            throws SQLException {
        Map<String, @Nullable Object> row =
                NodeRow.of(node.nodeId(), draft.key(), draft.value(), draft.namespace(), draft.metadata());
        String excluded = "excluded." + table.columns().replace(", ", ", excluded.");
        Long millis = draft.timeToLive() == null
                ? null
                : Long.valueOf(draft.timeToLive().toMillis());
        String object = node.nodeId() + "/" + table.kind().pathName() + "/" + draft.key();
        List<Boolean> created = transaction.query(
                audit.of("node.put", node.user(), object)
                        .add(insert(table, "true"), millis, JsonText.of(List.of(row)), user)
                        .add(REPLACE.formatted(table.columns(), excluded)),
                each -> each.getBoolean(1));
        if (created.isEmpty()) {
            return NodeOutcome.Reason.USER_ERASED.refused();
        }
        if (draft.value() instanceof Document document) {
            transaction.update(Query.of(REMOVE_CHUNKS, user, node.nodeId(), draft.key()));
            addChunks(transaction, user, node.nodeId(), draft.key(), document);
        }
        NodeEntry entry = transaction
                .query(
                        NodeReader.get(table, user, node.nodeId(), draft.key()),
                        each -> NodeRow.read(each, draft.value().kind(), node.user()))
                .getFirst();
        return new NodeOutcome.Stored(entry, created.getFirst());
    }

    private void addChunks(Transaction transaction, UUID user, String nodeId, String key, Document document)
            throws SQLException {
        if (document.fields().get("chunks") instanceof List<?> chunks) {
            transaction.update(Query.of(extension.in(ADD_CHUNKS), JsonText.ofList(chunks), user, nodeId, key));
        }
    }

    /** @param entries of one user and kind */
    long restore(UserRef user, NodeTable table, List<NodeEntry> entries) {
        UUID key = keys.of(user);
        String condition = table.kind().isRelation()
                ? BOTH_ENDS.formatted(NodeTable.of(table.kind().ends()).table())
                : "true";
        Query insert = Query.of(
                        insert(table, condition),
                        null,
                        JsonText.of(entries.stream().map(NodeRow::of).toList()),
                        key)
                .add(KEEP);
        return database.transaction("restore values of nodes", Caller.WORKER, transaction -> {
            List<List<String>> written = transaction.query(
                    UserRows.ensure(Map.of(key, user), keys).add(insert),
                    row -> List.of(row.getString(1), row.getString(2)));
            for (NodeEntry entry : entries) {
                String nodeId = entry.node().nodeId();
                if (entry.value() instanceof Document document && written.contains(List.of(nodeId, entry.key()))) {
                    addChunks(transaction, key, nodeId, entry.key(), document);
                }
            }
            return (long) written.size();
        });
    }

    private static String insert(NodeTable table, String condition) {
        String given = "g." + table.columns().replace(", ", ", g.");
        return INSERT.formatted(table.table(), table.columns(), given, condition);
    }
}
