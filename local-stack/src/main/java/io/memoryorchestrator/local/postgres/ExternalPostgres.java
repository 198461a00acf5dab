package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.LocalStackException;
import java.nio.file.Path;
import java.util.Optional;

/** A server that somebody else runs. It is used and never started, stopped or killed. */
record ExternalPostgres(PostgresUrl url) implements LocalPostgres {

    ExternalPostgres {
        Databases.ask(url);
    }

    @Override
    public PostgresUrl createDatabase(String name) {
        return Databases.create(url, name);
    }

    @Override
    public void dropDatabase(String name) {
        Databases.drop(url, name);
    }

    @Override
    public Optional<Path> dataFolder() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> logFile() {
        return Optional.empty();
    }

    @Override
    public String origin() {
        return "given by " + URL_VARIABLE;
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.empty();
    }

    @Override
    public void stop() {
        // Somebody else's server stays up.
    }

    @Override
    public void wipe() {
        // Somebody else's data stays.
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }

    @Override
    public void killImmediately() {
        throw notOurs("killed");
    }

    @Override
    public void restart() {
        throw notOurs("restarted");
    }

    private static LocalStackException notOurs(String what) {
        return new LocalStackException("The database is given by " + URL_VARIABLE + " and so is not " + what
                + " from here; unset it to get a local one.");
    }
}
