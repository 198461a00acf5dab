package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.node.NodeFilter;

/** The conditions of a filter, for a table that the query calls {@code t}. Names of columns come from the kind, never from a caller. */
final class NodeSelection {
    private NodeSelection() {}

    static Query addTo(Query query, NodeTable table, NodeFilter filter) {
        filter.equal()
                .forEach((field, value) ->
                        query.add(" and t." + NodeTable.columnOf(field) + "::text = ?", StorableText.of(value)));
        filter.atLeast().forEach((field, least) -> query.add(" and t." + NodeTable.columnOf(field) + " >= ?", least));
        if (filter.namespace() != null) {
            query.add(" and t.namespace = ?", StorableText.of(filter.namespace()));
        }
        if (filter.since() != null) {
            query.add(" and " + table.happened() + " >= ?", StorableTime.of(filter.since()));
        }
        if (filter.until() != null) {
            query.add(" and " + table.happened() + " < ?", StorableTime.of(filter.until()));
        }
        return query;
    }
}
