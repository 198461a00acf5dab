package io.memoryorchestrator.local.postgres;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How a cluster is to be run.
 *
 * @param folder where it lives: data, log, generated password. As root it belongs to the user {@code postgres}, who must
 *     be able to enter it
 * @param port TCP port on the loopback address; 0 for the one used last time, else any free one
 * @param durable whether commits wait for the disk; false only for throw-away data, which then is fast
 * @param owner the superuser's name
 * @param database the database to create; pg_cron, where installed, runs its jobs in this one
 * @param throwAway whether the cluster is stopped and its folder deleted when this JVM ends, however it ends
 * @param progress is told in plain sentences what takes long (installing, initialising)
 */
public record PostgresOptions(
        Path folder,
        int port,
        boolean durable,
        String owner,
        String database,
        boolean throwAway,
        Consumer<String> progress) {

    /** The database that is created unless another name is given. */
    public static final String DEFAULT_DATABASE = "memories";

    public PostgresOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
        folder = folder.toAbsolutePath().normalize();
    }

    /** A durable cluster in the folder, on the port of last time or any free one, owned by {@code postgres}. */
    public static PostgresOptions in(Path folder) {
        System.Logger log = System.getLogger(LocalPostgres.class.getName());
        return new PostgresOptions(
                folder,
                0,
                true,
                "postgres",
                DEFAULT_DATABASE,
                false,
                sentence -> log.log(System.Logger.Level.INFO, sentence));
    }

    public PostgresOptions withPort(int wanted) {
        return new PostgresOptions(folder, wanted, durable, owner, database, throwAway, progress);
    }

    public PostgresOptions withDurability(boolean wanted) {
        return new PostgresOptions(folder, port, wanted, owner, database, throwAway, progress);
    }

    public PostgresOptions withOwner(String name) {
        return new PostgresOptions(folder, port, durable, name, database, throwAway, progress);
    }

    public PostgresOptions withDatabase(String name) {
        return new PostgresOptions(folder, port, durable, owner, name, throwAway, progress);
    }

    public PostgresOptions thrownAway() {
        return new PostgresOptions(folder, port, durable, owner, database, true, progress);
    }

    public PostgresOptions withProgress(Consumer<String> listener) {
        return new PostgresOptions(folder, port, durable, owner, database, throwAway, listener);
    }
}
