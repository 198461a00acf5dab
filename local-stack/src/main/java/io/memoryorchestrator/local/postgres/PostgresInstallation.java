package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs as installed on this machine.
 *
 * @param bin folder of {@code initdb}, {@code pg_ctl} and {@code postgres}
 * @param major major version, such as 17
 * @param share where extensions keep their {@code .control} files (below {@code extension/})
 * @param library where extensions keep their shared libraries
 */
record PostgresInstallation(Path bin, int major, Path share, Path library) {

    /** Older ones lack what the schema needs, and are out of support. */
    static final int OLDEST_MAJOR = 14;

    static final String PG_CRON = "pg_cron";

    private static final String PGAUDIT = "pgaudit";
    private static final Pattern VERSION = Pattern.compile("PostgreSQL (\\d+)");

    /** What is in the folder, if it is a whole server. */
    static Optional<PostgresInstallation> in(Path bin) {
        for (String program : new String[] {"initdb", "pg_ctl", "postgres", "pg_config"}) {
            if (!Files.isExecutable(bin.resolve(program))) {
                return Optional.empty();
            }
        }
        return ask(bin, "--version")
                .map(VERSION::matcher)
                .filter(Matcher::find)
                .flatMap(version -> ask(bin, "--sharedir")
                        .flatMap(share -> ask(bin, "--pkglibdir")
                                .map(library -> new PostgresInstallation(
                                        bin, Integer.parseInt(version.group(1)), Path.of(share), Path.of(library)))))
                .filter(installation -> installation.major >= OLDEST_MAJOR);
    }

    /** Both halves of the extension are there: a half-done or half-removed installation has only one. */
    boolean hasPgvector() {
        return hasExtension("vector");
    }

    /** Of the extensions that have to be loaded at the server's start, those that are there. */
    List<String> preloaded() {
        return Stream.of(PG_CRON, PGAUDIT).filter(this::hasExtension).toList();
    }

    private boolean hasExtension(String name) {
        return Files.isRegularFile(share.resolve("extension").resolve(name + ".control"))
                && hasInstallScript(name)
                && (Files.isRegularFile(library.resolve(name + ".so"))
                        || Files.isRegularFile(library.resolve(name + ".dylib")));
    }

    private boolean hasInstallScript(String name) {
        try (Stream<Path> files = Files.list(share.resolve("extension"))) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(file -> file.startsWith(name + "--") && file.endsWith(".sql"));
        } catch (java.io.IOException unreadable) {
            return false;
        }
    }

    Path program(String name) {
        return bin.resolve(name);
    }

    private static Optional<String> ask(Path bin, String what) {
        return Command.of(bin.resolve("pg_config").toString(), what)
                .tryRun()
                .filter(Command.Result::succeeded)
                .map(result -> result.output().strip());
    }
}
