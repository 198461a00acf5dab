package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.postgres.PostgresOptions;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;

/** A server of its own whose databases look like those of hosted Supabase projects. */
final class SupabaseProject implements AutoCloseable {
    private final LocalPostgres server;

    private SupabaseProject(LocalPostgres server) {
        this.server = server;
    }

    static SupabaseProject start() throws IOException {
        return new SupabaseProject(
                LocalPostgres.start(PostgresOptions.in(Files.createTempDirectory("supabase-project-it-"))
                        .withOwner("supabase_admin")
                        .withDurability(false)
                        .thrownAway()));
    }

    /** @return where the new database is, with the login that a project's owner is given */
    PostgresUrl create(String database) throws IOException, SQLException {
        PostgresUrl url = server.createDatabase(database);
        try (InputStream file = SupabaseProject.class.getResourceAsStream("/supabase-like.sql")) {
            run(url, new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
        }
        return as(url, "postgres", "owner");
    }

    /** The login of the platform's superuser, which no customer has. */
    PostgresUrl platform(PostgresUrl database) {
        return as(database, server.superuser(), server.password());
    }

    static PostgresUrl as(PostgresUrl url, String user, String password) {
        return new PostgresUrl(url.host(), url.port(), url.database(), user, password, url.parameters());
    }

    /** All of the text as one simple query, and so as one transaction: what psql -1 and the Supabase CLI do. */
    static void run(PostgresUrl url, String sql) throws SQLException {
        PostgresUrl simple = new PostgresUrl(
                url.host(),
                url.port(),
                url.database(),
                url.user(),
                url.password(),
                Map.of("preferQueryMode", "simple"));
        try (Connection connection = DriverManager.getConnection(simple.jdbcUrl(), url.user(), url.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
