package io.memoryorchestrator.server.testing;

import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks into the database beside the server, as its superuser. */
public final class Rows {
    private final PostgresUrl url;

    public Rows(String url) {
        this.url = PostgresUrl.parse(url);
    }

    /** The first column of a query as text. */
    public List<String> of(String sql, Object... values) {
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> column = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    column.add(rows.getString(1));
                }
            }
            return column;
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Runs a statement that gives no rows. */
    public void run(String sql) {
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Every row of every table of every schema of ours, as text. */
    public List<String> everything() {
        List<String> all = new ArrayList<>();
        for (String table : of("""
                select format('%I.%I', schemaname, tablename)
                from pg_tables
                where schemaname not in ('pg_catalog', 'information_schema')
                """)) {
            all.addAll(of("select t::text from " + table + " t"));
        }
        return all;
    }
}
