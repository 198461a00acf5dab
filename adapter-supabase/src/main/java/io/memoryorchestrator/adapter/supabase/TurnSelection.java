package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.TurnFilter;

/** A filter as conditions on {@code memories.turns t}. */
final class TurnSelection {
    private TurnSelection() {}

    /** Adds {@code and …} for each part that the filter names. */
    static Query addTo(Query query, TurnFilter filter) {
        if (filter.sessionId() != null) {
            query.add(" and t.session_id = ?", filter.sessionId());
        }
        if (filter.threadId() != null) {
            query.add(" and t.thread_id = ?", StorableText.of(filter.threadId()));
        }
        if (filter.agentId() != null) {
            query.add(" and t.agent_id = ?", StorableText.of(filter.agentId()));
        }
        if (filter.namespace() != null) {
            query.add(" and t.namespace = ?", StorableText.of(filter.namespace()));
        }
        if (!filter.roles().isEmpty()) {
            query.add(" and t.role = any (?)", (Object)
                    filter.roles().stream().map(Role::wireName).sorted().toArray(String[]::new));
        }
        if (filter.since() != null) {
            query.add(" and t.occurred_at >= ?", StorableTime.of(filter.since()));
        }
        if (filter.until() != null) {
            query.add(" and t.occurred_at < ?", StorableTime.of(filter.until()));
        }
        if (!filter.types().isEmpty()) {
            query.add(" and t.memory_type = any (?)", (Object)
                    filter.types().stream().map(StorableText::of).sorted().toArray(String[]::new));
        }
        return query;
    }
}
