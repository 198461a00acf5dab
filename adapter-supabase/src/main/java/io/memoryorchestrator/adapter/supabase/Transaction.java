package io.memoryorchestrator.adapter.supabase;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction of one caller; its first statement carries the caller's role, claims and limits along. */
final class Transaction {
    private static final String AS_CALLER = """
            select set_config('role', ?, true),
                   set_config('request.jwt.claims', ?, true),
                   set_config('request.jwt.claim.sub', ?, true),
                   set_config('statement_timeout', ?, true),
                   set_config('lock_timeout', ?, true),
                   set_config('idle_in_transaction_session_timeout', ?, true),
                   set_config('jit', 'off', true);
            """;
    private static final int AS_CALLER_PARAMETERS = 6;

    private final Connection connection;
    private final Caller caller;
    private final Duration limit;
    private boolean begun;

    Transaction(Connection connection, Caller caller, Duration limit) {
        this.connection = connection;
        this.caller = caller;
        this.limit = limit;
    }

    /** @param query one or more statements; the rows of the last one are read */
    <T> List<T> query(Query query, Row<T> row) throws SQLException {
        try (PreparedStatement statement = prepared(query)) {
            List<T> rows = new ArrayList<>();
            ResultSet last = lastRows(statement);
            while (last.next()) {
                rows.add(row.read(last));
            }
            return rows;
        }
    }

    /** @return how many rows the last statement changed */
    long update(Query query) throws SQLException {
        try (PreparedStatement statement = prepared(query)) {
            long changed = 0;
            boolean rows = statement.execute();
            while (true) {
                if (!rows) {
                    long count = statement.getLargeUpdateCount();
                    if (count < 0) {
                        return changed;
                    }
                    changed = count;
                }
                rows = statement.getMoreResults();
            }
        }
    }

    private PreparedStatement prepared(Query query) throws SQLException {
        if (begun) {
            PreparedStatement statement = connection.prepareStatement(query.sql());
            query.bind(statement, 1);
            return statement;
        }
        begun = true;
        PreparedStatement statement = connection.prepareStatement(AS_CALLER + query.sql());
        String millis = Long.toString(limit.toMillis());
        statement.setString(1, caller.role());
        statement.setString(2, caller.claims());
        statement.setString(3, caller.subject());
        statement.setString(4, millis);
        statement.setString(5, millis);
        statement.setString(6, millis);
        query.bind(statement, 1 + AS_CALLER_PARAMETERS);
        return statement;
    }

    private static ResultSet lastRows(PreparedStatement statement) throws SQLException {
        @Nullable ResultSet last = null;
        boolean rows = statement.execute();
        while (true) {
            if (rows) {
                last = statement.getResultSet();
            } else if (statement.getUpdateCount() < 0) {
                break;
            }
            rows = statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
        }
        if (last == null) {
            throw new SQLException("the statement returned no rows");
        }
        return last;
    }
}
