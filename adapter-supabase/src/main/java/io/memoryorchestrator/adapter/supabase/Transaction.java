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
    private static final String COMMIT = ";\ncommit";
    private static final int AS_CALLER_PARAMETERS = 6;
    private static final int ROWS_AT_A_TIME = 50;

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
        return rows(query, "", row);
    }

    /** The same, with the end of the transaction in the same round trip. */
    <T> List<T> queryAndCommit(Query query, Row<T> row) throws SQLException {
        return rows(query, COMMIT, row);
    }

    /** @return how many rows the last statement changed; none for a query without a statement */
    long update(Query query) throws SQLException {
        return query.sql().isEmpty() ? 0 : counts(query, "").getLast();
    }

    /** The same, with the end of the transaction in the same round trip. */
    long updateAndCommit(Query query) throws SQLException {
        List<Long> counts = counts(query, COMMIT);
        return counts.get(counts.size() - 2);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** Leaves nothing of what was done; nothing more may follow but the end. */
    void rollBack() throws SQLException {
        connection.rollback();
    }

    private <T> List<T> rows(Query query, String end, Row<T> row) throws SQLException {
        try (PreparedStatement statement = prepared(query, end)) {
            List<T> rows = new ArrayList<>();
            ResultSet last = lastRows(statement);
            while (last.next()) {
                rows.add(row.read(last));
            }
            return rows;
        }
    }

    /** The counts of all statements that return no rows, in order. */
    private List<Long> counts(Query query, String end) throws SQLException {
        try (PreparedStatement statement = prepared(query, end)) {
            List<Long> counts = new ArrayList<>();
            boolean rows = statement.execute();
            while (true) {
                if (!rows) {
                    long count = statement.getLargeUpdateCount();
                    if (count < 0) {
                        return counts;
                    }
                    counts.add(count);
                }
                rows = statement.getMoreResults();
            }
        }
    }

    /** Reads without collecting: the driver fetches some rows at a time. */
    void forEach(Query query, Each each) throws SQLException {
        if (!begun) {
            query(Query.of("select 1"), row -> true);
        }
        try (PreparedStatement statement = prepared(query, "")) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        }
    }

    private PreparedStatement prepared(Query query, String end) throws SQLException {
        if (begun) {
            PreparedStatement statement = connection.prepareStatement(query.sql() + end);
            query.bind(statement, 1);
            return statement;
        }
        begun = true;
        PreparedStatement statement = connection.prepareStatement(AS_CALLER + query.sql() + end);
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

    /** Takes one row. */
    @FunctionalInterface
    interface Each {
        void read(ResultSet row) throws SQLException;
    }
}
