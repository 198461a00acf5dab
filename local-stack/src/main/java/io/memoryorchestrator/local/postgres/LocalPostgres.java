package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.LocalStackException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A running PostgreSQL server with pgvector.
 *
 * <p>{@link #start} looks in this order: {@code SUPABASE_DB_URL} in the environment (then nothing is started here), an
 * installed PostgreSQL with pgvector, installing both on Debian or Ubuntu, a Docker daemon. Errors are
 * {@link LocalStackException}s whose message says what to do.
 */
public interface LocalPostgres extends AutoCloseable {

    /** Names a server that is already there. */
    String URL_VARIABLE = "SUPABASE_DB_URL";

    /** Starts a server, or takes the one that already runs in the options' folder. */
    static LocalPostgres start(PostgresOptions options) {
        String external = System.getenv(URL_VARIABLE);
        return external != null && !external.isBlank()
                ? new ExternalPostgres(PostgresUrl.parse(external))
                : PostgresFinder.start(options);
    }

    /** The server that runs in the options' folder, if one does. Nothing is started. */
    static Optional<LocalPostgres> find(PostgresOptions options) {
        return PostgresFinder.find(options);
    }

    /** Stops what runs in the options' folder and deletes the folder with all data; absent is fine. */
    static void wipe(PostgresOptions options) {
        PostgresFinder.wipe(options);
    }

    /**
     * The one server for tests in this JVM: a throw-away cluster, gone when the JVM ends (also when it is killed), or
     * a container with {@code -Dinfra=testcontainers}. Use a {@linkplain #createDatabase database} of your own.
     */
    static LocalPostgres forTests() {
        return TestPostgres.shared();
    }

    /** Where it is and who its superuser is. */
    PostgresUrl url();

    default String host() {
        return url().host();
    }

    default int port() {
        return url().port();
    }

    /** The superuser's name (for an external server: whoever its URL names). */
    default String superuser() {
        return url().user();
    }

    default String password() {
        return url().password();
    }

    /** For JDBC, without user and password. */
    default String jdbcUrl() {
        return url().jdbcUrl();
    }

    /**
     * Creates an empty database with the extension {@code vector} available but not created; one of that name is
     * dropped first, with its connections.
     *
     * @param name lower-case letters, digits and underscores
     * @return where it is, with the superuser's login
     */
    PostgresUrl createDatabase(String name);

    /** Drops the database with its connections; absent is fine. */
    void dropDatabase(String name);

    /** Where its files are, unless it is external. */
    Optional<Path> dataFolder();

    /** What it writes its log to, unless it is external or in a container. */
    Optional<Path> logFile();

    /** Where it comes from, in words for a status line. */
    String origin();

    /** The postmaster's process, when it runs on this machine outside a container. */
    Optional<ProcessHandle> process();

    /** Stops it cleanly. Repeated stops do nothing. An external server is left alone. */
    void stop();

    /**
     * Kills it as a power cut would (SIGKILL to all its processes).
     *
     * @throws LocalStackException when the server is external
     */
    void killImmediately();

    /**
     * Starts it again with the same data, port and password, stopping it first if it still runs.
     *
     * @throws LocalStackException when the server is external
     */
    void restart();

    /** Stops it and deletes its data, log and password. An external server is left alone. */
    void wipe();

    /** {@link #stop()}; a throw-away cluster is also {@linkplain #wipe() wiped}. */
    @Override
    void close();
}
