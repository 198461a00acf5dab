package io.memoryorchestrator.local.kafka;

import io.memoryorchestrator.local.LocalStackException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A broker that somebody else runs. It is used and never started, stopped or killed. */
record ExternalKafka(String bootstrapServers) implements LocalKafka {

    ExternalKafka {
        Readiness.await(bootstrapServers, Duration.ofSeconds(10), () -> true).ifPresent(why -> {
            throw new LocalStackException("The broker " + bootstrapServers + " given by " + BOOTSTRAP_VARIABLE
                    + " does not answer (" + why + "); start it, or unset the variable to get a local one.");
        });
    }

    @Override
    public long pid() {
        throw notOurs("asked for its process number");
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.empty();
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
        return "given by " + BOOTSTRAP_VARIABLE;
    }

    @Override
    public void stop() {
        // Somebody else's broker stays up.
    }

    @Override
    public void kill() {
        throw notOurs("killed");
    }

    @Override
    public void restart() {
        throw notOurs("restarted");
    }

    @Override
    public void wipe() {
        // Somebody else's topics stay.
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }

    private static LocalStackException notOurs(String what) {
        return new LocalStackException("The broker is given by " + BOOTSTRAP_VARIABLE + " and so is not " + what
                + " from here; unset it to get a local one.");
    }
}
