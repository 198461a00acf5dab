package io.memoryorchestrator.adapter.supabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs SQL on behalf of somebody. Role, claims and limits are set for the transaction only, so that nothing of one caller
 * is left on a connection for the next, also where a pooler hands out a different server connection each time.
 */
final class Database {
    private static final String OF_ONE_MOMENT = "set transaction isolation level repeatable read";
    private static final int ATTEMPTS = 4;

    private final Connections connections;
    private final Duration statementTimeout;

    Database(Connections connections, Duration statementTimeout) {
        this.connections = connections;
        this.statementTimeout = statementTimeout;
    }

    /**
     * One transaction and as a rule one round trip: begin, the caller's settings, the query and commit travel together.
     *
     * @param query one or more statements; the rows of the last one are read
     */
    <T> List<T> query(String purpose, Caller caller, Query query, Row<T> row) {
        return atOnce(purpose, caller, transaction -> transaction.queryAndCommit(query, row));
    }

    <T> Optional<T> queryOne(String purpose, Caller caller, Query query, Row<T> row) {
        List<T> rows = query(purpose, caller, query, row);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /** The same for a statement that changes rows; their number is the answer. */
    long update(String purpose, Caller caller, Query query) {
        return atOnce(purpose, caller, transaction -> transaction.updateAndCommit(query));
    }

    /** The same for several statements of which the later depend on what the earlier found. */
    <T> T transaction(String purpose, Caller caller, Body<T> body) {
        return atOnce(purpose, caller, transaction -> {
            T result = body.run(transaction);
            transaction.commit();
            return result;
        });
    }

    private <T> T atOnce(String purpose, Caller caller, Body<T> body) {
        return repeating(purpose, () -> {
            try (Connection connection = connections.app()) {
                // The driver may synchronise between two statements; only an open transaction survives that.
                connection.setAutoCommit(false);
                try {
                    return body.run(new Transaction(connection, caller, statementTimeout));
                } catch (SQLException | RuntimeException e) {
                    rollBack(connection, e);
                    throw e;
                }
            }
        });
    }

    /** Several queries that see one moment; rows are handed on as they come and not collected. */
    void snapshot(String purpose, Caller caller, Reading reading) {
        try (Connection connection = connections.app()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                // Not by the connection's own setting, which is the session's and would stay with a pooler's
                // connection.
                statement.execute(OF_ONE_MOMENT);
                reading.run(new Transaction(connection, caller, statementTimeout));
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw SupabaseFailures.of(purpose, e);
        }
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private static <T> T repeating(String purpose, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run();
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !SupabaseFailures.worthRepeating(e)) {
                    throw SupabaseFailures.of(purpose, e);
                }
            }
        }
    }

    /** What runs inside a transaction; it may run again when the transaction has to be repeated. */
    @FunctionalInterface
    interface Body<T> {
        T run(Transaction transaction) throws SQLException;
    }

    /** What reads inside a snapshot. */
    @FunctionalInterface
    interface Reading {
        void run(Transaction transaction) throws SQLException;
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }
}
