package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.AuditLog;
import io.memoryorchestrator.api.model.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries in {@code memories.audit}. */
final class SqlAudit implements AuditLog {
    private static final String RECORD = """
            insert into memories.audit (at, actor_role, actor, action, tenant_id, subject_hash, object)
            select at::timestamptz, actor_role, actor, action, tenant_id, sha256(uuid_send(user_id)), left(object, 300)
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[])
                as given (at, actor_role, actor, action, tenant_id, user_id, object)""";
    private static final String LIST = """
            select audit_id, at, actor_role, actor, action, tenant_id, subject_hash, object
            from memories.audit
            where true""";
    private static final String PURGE = """
            delete from memories.audit
            where audit_id in (select audit_id from memories.audit where at < ? order by audit_id limit ?)""";

    private final Database database;
    private final UserKey keys;
    private final AuditTrail trail;

    SqlAudit(Database database, UserKey keys, AuditTrail trail) {
        this.database = database;
        this.keys = keys;
        this.trail = trail;
    }

    @Override
    public void record(List<Read> reads) {
        if (reads.isEmpty()) {
            return;
        }
        Query query = Query.of(RECORD)
                .add("", (Object)
                        reads.stream().map(read -> read.at().toString()).toArray(String[]::new))
                .add("", (Object)
                        reads.stream().map(read -> read.actor().role()).toArray(String[]::new))
                .add("", (Object)
                        reads.stream().map(read -> trail.name(read.actor())).toArray(String[]::new))
                .add("", (Object) reads.stream().map(Read::action).toArray(String[]::new))
                .add("", (Object) reads.stream().map(SqlAudit::tenant).toArray(String[]::new))
                .add("", (Object) reads.stream().map(this::key).toArray(UUID[]::new))
                .add("", (Object) reads.stream()
                        .map(read -> StorableText.ofNullable(read.object()))
                        .toArray(String[]::new));
        database.update("record what was read", Caller.WORKER, query);
    }

    @Override
    public List<Entry> list(@Nullable UserRef user, @Nullable Long before, int limit) {
        Query query = Query.of(LIST);
        if (user != null) {
            query.add(" and subject_hash = sha256(uuid_send(?))", keys.of(user));
        }
        if (before != null) {
            query.add(" and audit_id < ?", before);
        }
        return database.query(
                "read the audit", Caller.WORKER, query.add(" order by audit_id desc limit ?", limit), SqlAudit::entry);
    }

    @Override
    public long purge(Instant before, int limit) {
        return database.update("purge the audit", Caller.WORKER, Query.of(PURGE, before, limit));
    }

    private static @Nullable String tenant(Read read) {
        return read.user() == null ? null : read.user().tenantId();
    }

    private @Nullable UUID key(Read read) {
        return read.user() == null ? null : keys.of(read.user());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        byte[] subject = row.getBytes(7);
        return new Entry(
                row.getLong(1),
                TurnRow.instant(row, 2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                subject == null ? null : HexFormat.of().formatHex(subject),
                row.getString(8));
    }
}
