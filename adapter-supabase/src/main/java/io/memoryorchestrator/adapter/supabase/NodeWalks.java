package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeMatch;
import io.memoryorchestrator.api.node.NodeQuery.Along;
import io.memoryorchestrator.api.node.NodeQuery.Neighbours;
import io.memoryorchestrator.api.node.NodeQuery.ShortestPath;
import io.memoryorchestrator.api.node.NodeRef;
import java.util.List;
import java.util.UUID;

/**
 * Walks along relations, breadth first. A value is remembered with the number of steps to it and not with the way there:
 * however many circles there are, a walk looks at each value at most once for each step that it may take.
 */
final class NodeWalks {
    private static final String WALK = """
            with recursive steps as materialized (
                select t.from_key, t.to_key, t.weight from %1$s t
                where t.user_id = ? and t.node_id = ? and ? in ('OUT', 'BOTH') and (?::text is null or t.type = ?)
                  and\s""" + NodeTable.LIVE + """

                union all
                select t.to_key, t.from_key, t.weight from %1$s t
                where t.user_id = ? and t.node_id = ? and ? in ('IN', 'BOTH') and (?::text is null or t.type = ?)
                  and\s""" + NodeTable.LIVE + """

            ), there as materialized (
                select t.key from %2$s t where t.user_id = ? and t.node_id = ? and\s""" + NodeTable.LIVE + """

            ), walk (key, depth) as (
                select there.key, 0 from there where there.key = ?
                union
                select steps.to_key, walk.depth + 1
                from walk
                join steps on steps.from_key = walk.key
                join there on there.key = steps.to_key
                where walk.depth < ?
            ), reached as materialized (
                select key, min(depth) as depth from walk group by key
            )""";
    private static final String NEIGHBOURS = """

            select %1$s, found.depth, null::double precision
            from reached as found
            join %2$s t on t.user_id = ? and t.node_id = ? and t.key = found.key
            where found.depth > 0
            order by found.depth, t.key
            limit ?""";
    /** From the end back to the beginning; the weight is that of the step that leads on. */
    private static final String PATH = """
            , way (key, depth, weight) as (
                select key, depth, 0::double precision from reached where key = ?
                union all
                select before.key, before.depth, before.weight
                from way
                cross join lateral (
                    select reached.key, reached.depth, steps.weight
                    from steps
                    join reached on reached.key = steps.from_key and reached.depth = way.depth - 1
                    where steps.to_key = way.key
                    order by steps.weight, reached.key
                    limit 1
                ) as before
            ), found as (
                select key, depth, coalesce(lag(weight) over (order by depth), 0) as weight from way
            )
            select %1$s, found.depth, found.weight
            from found
            join %2$s t on t.user_id = ? and t.node_id = ? and t.key = found.key
            order by found.depth""";

    private final Database database;
    private final UserKey keys;

    NodeWalks(Database database, UserKey keys) {
        this.database = database;
        this.keys = keys;
    }

    List<NodeMatch> neighbours(NodeRef node, Neighbours neighbours) {
        UUID user = keys.of(node.user());
        NodeTable table = NodeTable.of(neighbours.kind());
        Query query = walk(user, node, table, neighbours.along(), neighbours.key(), neighbours.depth())
                .add(NEIGHBOURS.formatted(table.row(), table.table()), user, node.nodeId(), neighbours.limit());
        return run(node, neighbours.kind(), user, query);
    }

    List<NodeMatch> shortestPath(NodeRef node, ShortestPath path) {
        UUID user = keys.of(node.user());
        NodeTable table = NodeTable.of(path.kind());
        Query query = walk(user, node, table, path.along(), path.from(), path.depth())
                .add(PATH.formatted(table.row(), table.table()), path.to(), user, node.nodeId());
        return run(node, path.kind(), user, query);
    }

    private static Query walk(UUID user, NodeRef node, NodeTable table, Along along, String from, int depth) {
        String relations = NodeTable.of(table.kind().relations()).table();
        String direction = along.direction().name();
        String id = node.nodeId();
        return Query.of(WALK.formatted(relations, table.table()), user, id, direction, along.type(), along.type())
                .add("", user, id, direction, along.type(), along.type())
                .add("", user, id, from, depth);
    }

    private List<NodeMatch> run(NodeRef node, NodeKind kind, UUID user, Query query) {
        return database.query(
                "walk along relations",
                Caller.user(user),
                query,
                row -> new NodeMatch(
                        NodeRow.read(row, kind, node.user()),
                        null,
                        null,
                        row.getInt(3),
                        row.getObject(4, Double.class)));
    }
}
