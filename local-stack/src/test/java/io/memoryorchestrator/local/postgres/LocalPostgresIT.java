package io.memoryorchestrator.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.local.LocalStackException;
import io.memoryorchestrator.local.process.Folders;
import io.memoryorchestrator.local.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalPostgresIT {

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("memory-orchestrator-it-");
        // As root the database's own user must pass through.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void deleteFolder() {
        Folders.delete(folder);
    }

    @Test
    void aTakenPortIsSaidSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.LOOPBACK))) {
            PostgresOptions options = options("taken").withPort(taken.getLocalPort());

            assertThatThrownBy(() -> PostgresFinder.start(options))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("is taken");
        }
    }

    @Test
    void committedRowsSurviveAKillAndTheFolderStartsAgain() throws SQLException {
        PostgresOptions options = options("killed").withDurability(true);
        try (LocalPostgres first = PostgresFinder.start(options)) {
            execute(first.url(), "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (1), (2)");
            int port = first.port();

            first.killImmediately();
            assertThat(first.process()).isEmpty();

            try (LocalPostgres again = PostgresFinder.start(options)) {
                assertThat(again.port()).isEqualTo(port);
                assertThat(query(again.url(), "SELECT count(*) FROM kept")).isEqualTo("2");

                again.killImmediately();
                again.restart();
                assertThat(query(again.url(), "SELECT count(*) FROM kept")).isEqualTo("2");
            }
        }
    }

    @Test
    void aHalfMadeClusterIsMadeAnew() throws IOException, SQLException {
        PostgresOptions options = options("half");
        Files.createDirectories(options.folder().resolve("data"));
        Files.createDirectories(options.folder().resolve("data.unfinished"));
        Files.writeString(options.folder().resolve("data.unfinished/rubbish"), "killed in the middle");

        try (LocalPostgres postgres = PostgresFinder.start(options)) {
            assertThat(query(postgres.url(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aRunningClusterIsTakenRatherThanStartedTwice() {
        PostgresOptions options = options("twice");
        try (LocalPostgres first = PostgresFinder.start(options);
                LocalPostgres second = PostgresFinder.start(options)) {
            assertThat(second.url()).isEqualTo(first.url());
            assertThat(second.process()).isEqualTo(first.process());
        }
    }

    @Test
    void twoClustersRunSideBySideWithVectorsAndWithoutEachOthersRows() throws SQLException {
        try (LocalPostgres one = PostgresFinder.start(options("one"));
                LocalPostgres two = PostgresFinder.start(options("two"))) {
            for (LocalPostgres each : List.of(one, two)) {
                execute(
                        each.url(),
                        "CREATE EXTENSION vector",
                        "CREATE TABLE v (e vector(3))",
                        "INSERT INTO v VALUES ('[1,2,3]')",
                        "CREATE INDEX ON v USING hnsw (e vector_cosine_ops)");
            }
            execute(one.url(), "INSERT INTO v VALUES ('[4,5,6]')");

            assertThat(query(one.url(), "SELECT count(*) FROM v")).isEqualTo("2");
            assertThat(query(two.url(), "SELECT count(*) FROM v")).isEqualTo("1");
            assertThat(query(two.url(), "SELECT round((e <-> '[1,2,4]')::numeric, 1) FROM v"))
                    .isEqualTo("1.0");
        }
    }

    @Test
    void anotherPasswordDoesNotGetIn() {
        PostgresUrl url = LocalPostgres.forTests().url();

        assertThatThrownBy(() -> DriverManager.getConnection(url.jdbcUrl(), url.user(), "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void testDatabasesAreFreshAndFoldTheCaseOfCyrillic() throws SQLException {
        LocalPostgres shared = LocalPostgres.forTests();
        PostgresUrl first = shared.createDatabase("fresh");
        execute(first, "CREATE TABLE leftover (id int)");

        PostgresUrl second = shared.createDatabase("fresh");

        assertThat(query(second, "SELECT to_regclass('leftover') IS NULL")).isEqualTo("t");
        assertThat(query(second, "SELECT lower('ПАМЯТЬ')")).isEqualTo("память");
        shared.dropDatabase("fresh");
        shared.dropDatabase("fresh");
    }

    @Test
    void jobsCanBeScheduledWherePgCronIsInstalled() throws SQLException {
        LocalPostgres shared = LocalPostgres.forTests();
        boolean installed = query(shared.url(), "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_cron'")
                .equals("1");

        if (installed) {
            execute(shared.url(), "CREATE EXTENSION IF NOT EXISTS pg_cron");
            assertThat(query(shared.url(), "SELECT cron.schedule('nightly', '0 3 * * *', 'SELECT 1') > 0"))
                    .isEqualTo("t");
        }
        assertThat(query(shared.url(), "SELECT current_setting('shared_preload_libraries')")
                        .contains("pg_cron"))
                .isEqualTo(installed);
    }

    private PostgresOptions options(String name) {
        return PostgresOptions.in(folder.resolve(name)).withDurability(false);
    }

    private static void execute(PostgresUrl url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(PostgresUrl url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
