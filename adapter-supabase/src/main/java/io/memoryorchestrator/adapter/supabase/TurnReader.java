package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.TurnOutline;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Reads turns of one user by session and by id, as that user. */
final class TurnReader {
    private static final String RECENT = "select " + TurnRow.COLUMNS + """

            from memories.turns t
            where t.user_id = ? and t.session_id = ?
            order by t.position desc, t.turn_id desc
            limit ?""";
    private static final String LOOKUP = "select " + TurnRow.COLUMNS + """

            from memories.turns t
            where t.user_id = ? and t.turn_id = any (?)""";
    private static final String OUTLINE = """
            select t.turn_id, t.position, t.role, t.content_hash
            from memories.turns t
            where t.user_id = ? and t.session_id = ?
            order by t.position, t.turn_id""";

    private final Database database;
    private final UserKey keys;

    TurnReader(Database database, UserKey keys) {
        this.database = database;
        this.keys = keys;
    }

    List<Turn> recent(SessionRef session, int limit) {
        UserRef user = session.user();
        UUID key = keys.of(user);
        return database.query(
                        "read the last turns of a session",
                        Caller.user(key),
                        Query.of(RECENT, key, session.sessionId(), limit),
                        row -> TurnRow.read(row, user))
                .reversed();
    }

    List<Turn> lookup(UserRef user, Collection<UUID> turnIds) {
        if (turnIds.isEmpty()) {
            return List.of();
        }
        UUID key = keys.of(user);
        return database.query(
                "look turns up",
                Caller.user(key),
                Query.of(LOOKUP, key, turnIds.toArray(UUID[]::new)),
                row -> TurnRow.read(row, user));
    }

    List<TurnOutline> outline(SessionRef session) {
        UUID key = keys.of(session.user());
        return database.query(
                "read the outline of a session",
                Caller.user(key),
                Query.of(OUTLINE, key, session.sessionId()),
                row -> new TurnOutline(
                        row.getObject(1, UUID.class),
                        row.getLong(2),
                        Role.fromWireName(row.getString(3)),
                        HexFormat.of().formatHex(row.getBytes(4))));
    }
}
