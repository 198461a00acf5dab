package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.SessionStore;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions in {@code memories.sessions}. */
final class SqlSessions implements SessionStore {
    private static final String COLUMNS =
            " s.session_id, s.kind, s.thread_id, s.data::text, s.version, s.created_at, s.updated_at, s.expires_at ";
    private static final int COLUMN_COUNT = 8;
    private static final String LIVE = " s.ended_at is null and (s.expires_at is null or s.expires_at > now()) ";
    /** One caller after the other for the same user, thread and kind: the second finds what the first made. */
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended(?, 0));\n";

    private static final String OPEN = """
            with found as materialized (
                select s.session_id from memories.sessions s
                where s.user_id = ? and s.kind = ? and s.thread_id is not distinct from ? and not ?
                  and""" + LIVE + """
                order by s.updated_at desc, s.session_id limit 1
            ), taken as (
                update memories.sessions s
                set updated_at = now(), expires_at = now() + ? * interval '1 millisecond'
                from found where s.user_id = ? and s.session_id = found.session_id
                returning""" + COLUMNS + """
            ), made as (
                insert into memories.sessions as s (user_id, session_id, kind, thread_id, data, expires_at)
                select u.user_id, ?, ?, ?, ?::jsonb, now() + ? * interval '1 millisecond'
                from memories.users u
                where u.user_id = ? and not exists (select from found)
                returning""" + COLUMNS + """
            )
            select * from taken union all select * from made""";
    private static final String PUT = """
            insert into memories.sessions as s (user_id, session_id, kind, thread_id, data, expires_at)
            select u.user_id, ?, ?, ?, ?::jsonb, now() + ? * interval '1 millisecond'
            from memories.users u where u.user_id = ?
            on conflict (user_id, session_id) do update
                set data = excluded.data, expires_at = excluded.expires_at, ended_at = null, updated_at = now(),
                    version = s.version + 1
                where s.version = coalesce(?, s.version)
            returning""" + COLUMNS;
    private static final String SHOW =
            "select" + COLUMNS + "from memories.sessions s where s.user_id = ? and s.session_id = ? and" + LIVE;
    private static final String LIST = "select" + COLUMNS + "from memories.sessions s where s.user_id = ? and" + LIVE;
    /** The first comparison says nothing that the second does not, but is one that an index can begin at. */
    private static final String AFTER = "and s.updated_at <= ? and (s.updated_at < ? or s.session_id > ?)\n";

    private static final String ORDER = "order by s.updated_at desc, s.session_id limit ?";
    private static final String CHANGE = """
            with found as materialized (
                select s.version from memories.sessions s where s.user_id = ? and s.session_id = ? and""" + LIVE + """
                for update
            ), changed as (
                update memories.sessions s
                set data = coalesce(?::jsonb, s.data), version = s.version + 1, updated_at = now(),
                    expires_at = case when ? then s.expires_at else now() + ? * interval '1 millisecond' end
                where s.user_id = ? and s.session_id = ?
                  and exists (select from found where version = coalesce(?, version))
                returning""" + COLUMNS + """
            )
            select changed.*, found.version from found left join changed on true""";

    private final Database database;
    private final UserKey keys;
    private final AuditTrail audit;

    SqlSessions(Database database, UserKey keys, AuditTrail audit) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
    }

    @Override
    public Session open(Opening opening) {
        UserRef user = opening.user();
        UUID key = keys.of(user);
        String kind = StorableText.of(opening.kind());
        String thread = StorableText.ofNullable(opening.threadId());
        Long millis = millis(opening.timeToLive());
        Query query = Query.of(ONE_AT_A_TIME, key + ":" + kind + ":" + thread)
                .add(UserRows.ensure(Map.of(key, user), keys))
                .add(audit.of("session.open", user, kind))
                .add(OPEN, key, kind, thread, opening.fresh(), millis, key)
                .add("", UUID.randomUUID().toString(), kind, thread, JsonText.of(opening.data()), millis, key);
        return database.queryOne("open a session", Caller.WORKER, query, row -> session(user, row))
                .orElseThrow(SqlSessions::erased);
    }

    @Override
    public Session put(String sessionId, Opening opening, @Nullable Long expectedVersion) {
        UserRef user = opening.user();
        UUID key = keys.of(user);
        Query query = UserRows.ensure(Map.of(key, user), keys)
                .add(audit.of("session.put", user, sessionId))
                .add(PUT, sessionId, StorableText.of(opening.kind()), StorableText.ofNullable(opening.threadId()))
                .add("", JsonText.of(opening.data()), millis(opening.timeToLive()), key, expectedVersion);
        return database.queryOne("put a session", Caller.WORKER, query, row -> session(user, row))
                .orElseThrow(() -> expectedVersion == null
                        ? erased()
                        : SupabaseFailures.refused("The session has changed since version " + expectedVersion
                                + ": read it again and repeat the change"));
    }

    @Override
    public Optional<Session> show(SessionRef session) {
        UUID key = keys.of(session.user());
        return database.queryOne(
                "show a session",
                Caller.user(key),
                Query.of(SHOW, key, session.sessionId()),
                row -> session(session.user(), row));
    }

    @Override
    public Changed change(SessionRef session, Change change) {
        UUID key = keys.of(session.user());
        Map<String, @Nullable Object> data = change.data();
        boolean kept = change.expiry() instanceof Expiry.Kept;
        Long millis = change.expiry() instanceof Expiry.After(Duration timeToLive) ? millis(timeToLive) : null;
        Query query = Query.of(CHANGE, key, session.sessionId(), data == null ? null : JsonText.of(data))
                .add("", kept, millis, key, session.sessionId(), change.expectedVersion());
        return database.transaction("change a session", Caller.WORKER, transaction -> {
            List<Changed> changed = transaction.query(query, row -> changed(session.user(), row));
            if (!changed.isEmpty() && changed.getFirst() instanceof Changed.Done) {
                transaction.update(audit.of("session.change", session.user(), session.sessionId()));
            }
            return changed.isEmpty() ? new Changed.Absent() : changed.getFirst();
        });
    }

    private static Changed changed(UserRef user, ResultSet row) throws SQLException {
        return row.getString(1) == null
                ? new Changed.Stale(row.getLong(COLUMN_COUNT + 1))
                : new Changed.Done(session(user, row));
    }

    @Override
    public List<Session> list(UserRef user, @Nullable Place after, int limit) {
        UUID key = keys.of(user);
        Query query = page(key, after, limit);
        return database.query("list sessions", Caller.user(key), query, row -> session(user, row));
    }

    static Query page(UUID key, @Nullable Place after, int limit) {
        Query query = Query.of(LIST, key);
        if (after != null) {
            query.add(AFTER, after.updatedAt(), after.updatedAt(), after.sessionId());
        }
        return query.add(ORDER, limit);
    }

    @Override
    public long sweep(int limit) {
        return database.queryOne(
                        "end sessions whose time is up",
                        Caller.WORKER,
                        Query.of("select memories.sweep_expired_sessions(now(), ?)", limit),
                        row -> row.getLong(1))
                .orElse(0L);
    }

    private static AdapterException erased() {
        return SupabaseFailures.refused("The user has been erased, and nothing is stored until they are readmitted");
    }

    private static @Nullable Long millis(@Nullable Duration timeToLive) {
        return timeToLive == null ? null : Long.valueOf(timeToLive.toMillis());
    }

    /** Of a nested record the compiled constructor does not tell NullAway that the map's values may be null. */
    @SuppressWarnings("NullAway")
    private static Session session(UserRef user, ResultSet row) throws SQLException {
        OffsetDateTime expires = row.getObject(8, OffsetDateTime.class);
        Instant expiresAt = expires == null ? null : expires.toInstant();
        return new Session(
                new SessionRef(user, row.getString(1)),
                row.getString(2),
                row.getString(3),
                JsonText.parse(row.getString(4)),
                row.getLong(5),
                TurnRow.instant(row, 6),
                TurnRow.instant(row, 7),
                expiresAt);
    }
}
