package io.memoryorchestrator.adapter.supabase;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SQL with the values of its parameters; values never become text of the statement. */
final class Query {
    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();

    static Query of(String sql, @Nullable Object... values) {
        return new Query().add(sql, values);
    }

    Query add(String more, @Nullable Object... moreValues) {
        sql.append(more);
        for (Object value : moreValues) {
            values.add(value);
        }
        return this;
    }

    Query add(Query more) {
        sql.append(more.sql);
        values.addAll(more.values);
        return this;
    }

    String sql() {
        return sql.toString();
    }

    /** Sets the parameters, the first one at {@code position}. */
    void bind(PreparedStatement statement, int position) throws SQLException {
        for (Object value : values) {
            bind(statement, position++, value);
        }
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(at, Types.NULL);
            case Instant instant -> statement.setObject(at, instant.atOffset(ZoneOffset.UTC));
            case String[] texts ->
                statement.setArray(at, statement.getConnection().createArrayOf("text", texts));
            case UUID[] ids -> statement.setArray(at, statement.getConnection().createArrayOf("uuid", ids));
            case byte[][] bytes ->
                statement.setArray(at, statement.getConnection().createArrayOf("bytea", bytes));
            default -> statement.setObject(at, value);
        }
    }
}
