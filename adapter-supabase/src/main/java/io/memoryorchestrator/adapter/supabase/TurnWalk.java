package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.TurnScan.Page;
import io.memoryorchestrator.api.spi.TurnScan.Range;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks through stored turns by user, session and position. None of these ever changes for a row, so whatever was stored
 * before the walk began is met once, whatever is written meanwhile.
 */
final class TurnWalk {
    private static final String SCAN = "select " + TurnRow.COLUMNS + """
            , t.user_id, u.tenant_id, u.external_id
            from memories.turns t
            join memories.users u on u.user_id = t.user_id
            where true""";
    private static final String COUNT = "select count(*) from memories.turns t where true";
    private static final String AFTER = " and (t.user_id, t.session_id, t.position, t.turn_id) > (?, ?, ?, ?)";
    private static final String ORDER = " order by t.user_id, t.session_id, t.position, t.turn_id limit ?";

    private final Database database;
    private final UserKey keys;

    TurnWalk(Database database, UserKey keys) {
        this.database = database;
        this.keys = keys;
    }

    Page scan(Range range, @Nullable String after, int limit) {
        Query query = within(Query.of(SCAN), range);
        if (after != null) {
            ScanCursor cursor = ScanCursor.parse(after);
            query.add(AFTER, cursor.user(), cursor.sessionId(), cursor.position(), cursor.turn());
        }
        // One more than asked for tells whether another page follows.
        List<Met> met = database.query("scan turns", caller(range), query.add(ORDER, limit + 1), TurnWalk::met);
        boolean more = met.size() > limit;
        List<Met> page = more ? met.subList(0, limit) : met;
        return new Page(
                page.stream().map(Met::turn).toList(), more ? page.getLast().cursor() : null);
    }

    long count(Range range) {
        return database.queryOne("count turns", caller(range), within(Query.of(COUNT), range), row -> row.getLong(1))
                .orElse(0L);
    }

    /** A walk inside one user is that user's own reading; one across users is the worker's. */
    private Caller caller(Range range) {
        UserRef user = userOf(range);
        return user == null ? Caller.WORKER : Caller.user(keys.of(user));
    }

    private Query within(Query query, Range range) {
        UserRef user = userOf(range);
        if (user != null) {
            query.add(" and t.user_id = ?", keys.of(user));
        } else if (range.tenantId() != null) {
            query.add(" and t.user_id in (select user_id from memories.users where tenant_id = ?)", range.tenantId());
        }
        if (range.sessionId() != null) {
            query.add(" and t.session_id = ?", range.sessionId());
        }
        if (range.since() != null) {
            query.add(" and t.occurred_at >= ?", StorableTime.of(range.since()));
        }
        if (range.until() != null) {
            query.add(" and t.occurred_at < ?", StorableTime.of(range.until()));
        }
        return query;
    }

    private static @Nullable UserRef userOf(Range range) {
        String tenant = range.tenantId();
        String user = range.userId();
        return tenant == null || user == null ? null : new UserRef(tenant, user);
    }

    private static Met met(ResultSet row) throws SQLException {
        int next = TurnRow.COLUMN_COUNT + 1;
        UserRef user = new UserRef(row.getString(next + 1), row.getString(next + 2));
        return new Met(row.getObject(next, UUID.class), TurnRow.read(row, user));
    }

    private record Met(UUID userKey, Turn turn) {
        String cursor() {
            return new ScanCursor(userKey, turn.session().sessionId(), turn.position(), turn.id()).text();
        }
    }
}
