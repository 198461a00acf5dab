package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeHit;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeMatch;
import io.memoryorchestrator.api.node.NodeOutcome;
import io.memoryorchestrator.api.node.NodeQuery;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.NodeStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Memory nodes in their tables. */
final class SqlNodes implements NodeStore {
    private static final int ENTRIES_AT_ONCE = 200;
    private static final String DELETE = "delete from %s t where t.user_id = ?";
    private static final String SWEEP = "select memories.sweep_expired_nodes(now(), ?)";

    private final Database database;
    private final UserKey keys;
    private final AuditTrail audit;
    private final NodeWriter writer;
    private final NodeReader reader;
    private final NodeWords words;
    private final NodeWalks walks;

    SqlNodes(Database database, UserKey keys, ExtensionSchema extension, AuditTrail audit) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
        writer = new NodeWriter(database, keys, extension, audit);
        reader = new NodeReader(database, keys, extension);
        words = new NodeWords(database, keys);
        walks = new NodeWalks(database, keys);
    }

    @Override
    public NodeOutcome put(NodeRef node, NodeDraft draft) {
        return writer.put(node, draft);
    }

    @Override
    public Optional<NodeEntry> get(NodeRef node, NodeKind kind, String key, boolean vectors) {
        return reader.get(node, kind, key, vectors);
    }

    @Override
    public boolean delete(NodeRef node, NodeKind kind, String key) {
        Query query = audit.of("node.delete", node.user(), node.nodeId() + "/" + kind.pathName() + "/" + key)
                .add(remove(node.user(), NodeTable.of(kind)))
                .add(" and t.node_id = ? and t.key = ? and " + NodeTable.LIVE, node.nodeId(), key);
        return database.update("delete a value of a node", Caller.WORKER, query) > 0;
    }

    @Override
    public long clear(NodeRef node, @Nullable NodeKind kind) {
        return database.transaction("clear a node", Caller.WORKER, transaction -> {
            String object = kind == null ? node.nodeId() : node.nodeId() + "/" + kind.pathName();
            transaction.update(audit.of("node.clear", node.user(), object));
            long removed = 0;
            for (NodeTable table : NodeTable.childrenFirst()) {
                if (kind == null || isOf(kind, table)) {
                    removed += transaction.update(remove(node.user(), table).add(" and t.node_id = ?", node.nodeId()));
                }
            }
            return removed;
        });
    }

    /** Relations go with what they connect, and are counted when they are removed on their own. */
    private static boolean isOf(NodeKind kind, NodeTable table) {
        return table.kind() == kind
                || (table.kind().isRelation() && table.kind().ends() == kind);
    }

    @Override
    public List<NodeMatch> query(NodeRef node, NodeQuery query) {
        return switch (query) {
            case NodeQuery.Select select -> {
                String wanted = select.words();
                yield wanted == null ? reader.select(node, select) : words.select(node, select, wanted);
            }
            case NodeQuery.Nearest nearest -> reader.nearest(node, nearest);
            case NodeQuery.Neighbours neighbours -> walks.neighbours(node, neighbours);
            case NodeQuery.ShortestPath path -> walks.shortestPath(node, path);
        };
    }

    @Override
    public List<NodeHit> find(UserRef user, String query, Set<NodeKind> kinds, int limit) {
        return words.find(user, query, kinds, limit);
    }

    @Override
    public void export(@Nullable UserRef user, Consumer<NodeEntry> each) {
        reader.export(user, each);
    }

    @Override
    public long restore(Stream<NodeEntry> entries) {
        long written = 0;
        List<NodeEntry> batch = new ArrayList<>();
        for (Iterator<NodeEntry> each = entries.iterator(); each.hasNext(); ) {
            NodeEntry entry = each.next();
            if (!batch.isEmpty() && (batch.size() == ENTRIES_AT_ONCE || !belong(batch.getFirst(), entry))) {
                written += restore(batch);
                batch.clear();
            }
            batch.add(entry);
        }
        return batch.isEmpty() ? written : written + restore(batch);
    }

    private long restore(List<NodeEntry> batch) {
        NodeEntry first = batch.getFirst();
        return writer.restore(first.node().user(), NodeTable.of(first.kind()), batch);
    }

    private static boolean belong(NodeEntry one, NodeEntry other) {
        return one.kind() == other.kind()
                && one.node().user().equals(other.node().user());
    }

    @Override
    public Map<NodeKind, Long> forget(UserRef user) {
        return database.transaction("forget nodes", Caller.WORKER, transaction -> {
            Map<NodeKind, Long> removed = new EnumMap<>(NodeKind.class);
            for (NodeTable table : NodeTable.childrenFirst()) {
                removed.put(table.kind(), transaction.update(remove(user, table)));
            }
            removed.values().removeIf(count -> count == 0);
            return removed;
        });
    }

    @Override
    public long sweep(int limit) {
        return database.queryOne(
                        "remove expired values of nodes", Caller.WORKER, Query.of(SWEEP, limit), row -> row.getLong(1))
                .orElse(0L);
    }

    private Query remove(UserRef user, NodeTable table) {
        UUID key = keys.of(user);
        return Query.of(DELETE.formatted(table.table()), key);
    }
}
