package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.LocalStackException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Pattern;

/** Creates and drops databases of one server, and asks whether it answers. */
final class Databases {

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final String CONNECT_SECONDS = "10";

    private Databases() {}

    static PostgresUrl create(PostgresUrl server, String name) {
        checked(name);
        drop(server, name);
        execute(server, "CREATE DATABASE " + name, "create the database " + name);
        return server.withDatabase(name);
    }

    static void createIfAbsent(PostgresUrl server, String name) {
        checked(name);
        if (!exists(server, name)) {
            execute(server, "CREATE DATABASE " + name, "create the database " + name);
        }
    }

    static void drop(PostgresUrl server, String name) {
        execute(server, "DROP DATABASE IF EXISTS " + checked(name) + " WITH (FORCE)", "drop the database " + name);
    }

    /** Throws unless the server answers a query. */
    static void ask(PostgresUrl database) {
        execute(database, "SELECT 1", "reach the database " + database);
    }

    private static boolean exists(PostgresUrl server, String name) {
        try (Connection connection = connect(server);
                var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw failed("look for the database " + name, e);
        }
    }

    private static void execute(PostgresUrl url, String sql, String purpose) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(purpose, e);
        }
    }

    private static Connection connect(PostgresUrl url) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", url.user());
        login.setProperty("password", url.password());
        login.setProperty("loginTimeout", CONNECT_SECONDS);
        return DriverManager.getConnection(url.jdbcUrl(), login);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("database name '" + name
                    + "' is not made of lower-case letters, digits and underscores (at most 63)");
        }
        return name;
    }

    private static LocalStackException failed(String purpose, SQLException e) {
        return new LocalStackException("Could not " + purpose + ": " + e.getMessage(), e);
    }
}
