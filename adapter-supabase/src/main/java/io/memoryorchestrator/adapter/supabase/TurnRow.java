package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.model.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;

/** A row of {@code memories.turns} as a turn. */
final class TurnRow {
    /** For a table alias {@code t}; the reader below goes by these positions. */
    static final String COLUMNS = """
            t.turn_id, t.session_id, t.position, t.role, t.content, t.occurred_at, t.thread_id, t.agent_id, t.namespace,
            t.metadata::text, t.importance, t.client_turn_id""";

    static final int COLUMN_COUNT = 12;

    private TurnRow() {}

    static Turn read(ResultSet row, UserRef user) throws SQLException {
        return new Turn(
                row.getObject(1, UUID.class),
                new SessionRef(user, row.getString(2)),
                row.getLong(3),
                Role.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                row.getString(5),
                instant(row, 6),
                new TurnLabels(row.getString(7), row.getString(8), row.getString(9)),
                JsonText.parse(row.getString(10)),
                row.getDouble(11),
                row.getString(12));
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
