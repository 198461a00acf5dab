package io.memoryorchestrator.adapter.supabase;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of a user's export, parents before children, with the columns that it keeps. */
enum ArchiveTable {
    SESSIONS(
            "sessions",
            "session_id, created_at, kind, thread_id, data, version, updated_at, expires_at, ended_at",
            "session_id"),
    TURNS(
            "turns",
            "turn_id, session_id, position, role, content, content_hash, occurred_at, thread_id, agent_id, namespace,"
                    + " metadata, importance, client_turn_id, stored_at",
            "session_id, position, turn_id"),
    EMBEDDINGS("turn_embeddings", "model_id, turn_id, dimensions, embedding, stored_at", "model_id, turn_id"),
    DELIVERIES("deliveries", "turn_id, adapter, state, reference, reason, updated_at", "turn_id, adapter"),
    INTENTS(
            "intents",
            "intent_id, type, status, reason, fingerprint, turn_ids, turns_failed, accepted_at, updated_at",
            "intent_id");

    private static final String SELECT = """
            select to_jsonb(kept)::text
            from (select %s from memories.%s where user_id = ? order by %s) as kept""";
    /** The lines go in as they came out, so that no number is rounded on the way. */
    private static final String INSERT = """
            with given as materialized (
                select ?::uuid as user_id, ?::text as tenant_id, ?::text as external_id,
                       (select jsonb_agg(line -> 'row') from jsonb_array_elements(?::jsonb) as line) as rows
            )%s
            insert into memories.%s (user_id, %s%s)
            select given.user_id, %s%s
            from given, jsonb_populate_recordset(null::memories.%s, given.rows) as kept
            on conflict do nothing""";

    private static final String MODELS = """
            , models as (
                insert into memories.embedding_models (model_id, dimensions)
                select distinct kept.model_id, kept.dimensions
                from given, jsonb_populate_recordset(null::memories.turn_embeddings, given.rows) as kept
                on conflict do nothing
            )""";

    private final String table;
    private final String columns;
    private final String order;

    ArchiveTable(String table, String columns, String order) {
        this.table = table;
        this.columns = columns;
        this.order = order;
    }

    static Optional<ArchiveTable> named(@Nullable Object name) {
        return Stream.of(values()).filter(each -> each.table.equals(name)).findFirst();
    }

    String tableName() {
        return table;
    }

    String select() {
        return SELECT.formatted(columns, table, order);
    }

    String insert() {
        String owner = this == INTENTS ? "tenant_id, external_id, " : "";
        String givenOwner = this == INTENTS ? "given.tenant_id, given.external_id, " : "";
        String kept = "kept." + columns.replace(", ", ", kept.");
        return INSERT.formatted(this == EMBEDDINGS ? MODELS : "", table, owner, columns, givenOwner, kept, table);
    }
}
