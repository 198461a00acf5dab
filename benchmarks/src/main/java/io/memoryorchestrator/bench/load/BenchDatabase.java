package io.memoryorchestrator.bench.load;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The database as a benchmark sees it, beside the server. */
final class BenchDatabase {
    private final PostgresUrl url;

    BenchDatabase(String url) {
        this.url = PostgresUrl.parse(url);
    }

    Connection connect() {
        try {
            return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
        } catch (SQLException failed) {
            throw new CommandFailure("The database at " + url + " cannot be reached: " + failed.getMessage(), failed);
        }
    }

    /** How many turns of a run there are, and how many of them differ in user, session and place. */
    static Stored stored(Connection connection, String run) throws SQLException {
        String sql = """
                select count(*), count(distinct (t.user_id, t.session_id, t.position))
                from memories.turns t
                join memories.users u using (user_id)
                where u.external_id like ? || '-u%'
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Stored(row.getLong(1), row.getLong(2));
            }
        }
    }

    static long embedded(Connection connection, String run) throws SQLException {
        String sql = """
                select count(*)
                from memories.turn_embeddings e
                join memories.users u using (user_id)
                where u.external_id like ? || '-u%'
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    record Stored(long rows, long distinct) {
        long duplicates() {
            return rows - distinct;
        }
    }
}
