package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The server that all tests of this JVM share. */
final class TestPostgres {

    private static @Nullable LocalPostgres shared;

    private TestPostgres() {}

    static synchronized LocalPostgres shared() {
        if (shared == null) {
            shared = open();
        }
        return shared;
    }

    private static LocalPostgres open() {
        String external = System.getenv(LocalPostgres.URL_VARIABLE);
        if (external != null && !external.isBlank()) {
            return new ExternalPostgres(PostgresUrl.parse(external));
        }
        return switch (Infrastructure.chosen()) {
            case TESTCONTAINERS -> TestcontainersPostgres.start();
            case LOCAL -> PostgresFinder.start(throwAway());
        };
    }

    static PostgresOptions throwAway() {
        try {
            Path folder = Files.createTempDirectory("memory-orchestrator-postgres-");
            return PostgresOptions.in(folder).withDurability(false).thrownAway();
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for the test database", e);
        }
    }
}
