package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.process.Command;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the PostgreSQL servers installed on this machine. */
final class Installations {

    /** Where packages put the programs: parent folder, pattern of the version's folder, what follows. */
    private static final List<String[]> USUAL_PLACES = List.of(
            new String[] {"/usr/lib/postgresql", "*", "bin"}, // Debian, Ubuntu and the PGDG packages for them
            new String[] {"/usr", "pgsql-*", "bin"}, // PGDG packages for Red Hat and its kin
            new String[] {"/opt/homebrew/opt", "postgresql@*", "bin"}, // Homebrew on Apple silicon
            new String[] {"/usr/local/opt", "postgresql@*", "bin"}, // Homebrew on Intel
            new String[] {"/home/linuxbrew/.linuxbrew/opt", "postgresql@*", "bin"},
            new String[] {"/Applications/Postgres.app/Contents/Versions", "*", "bin"},
            new String[] {"/usr/libexec", "postgresql*", ""}); // Alpine

    private Installations() {}

    /** All of them, newest major version first. */
    static List<PostgresInstallation> all() {
        Set<Path> folders = new LinkedHashSet<>();
        for (String[] place : USUAL_PLACES) {
            folders.addAll(matching(Path.of(place[0]), place[1], place[2]));
        }
        onPath().ifPresent(folders::add);
        return folders.stream()
                .map(PostgresInstallation::in)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(PostgresInstallation::major).reversed())
                .toList();
    }

    /**
     * The one to use: it has pgvector, and can read the data that is already there.
     *
     * @param dataMajor major version that wrote the data folder, or 0 when there is none yet
     */
    static Optional<PostgresInstallation> best(List<PostgresInstallation> all, int dataMajor) {
        return all.stream()
                .filter(PostgresInstallation::hasPgvector)
                .filter(each -> dataMajor == 0 || each.major() == dataMajor)
                .findFirst();
    }

    private static List<Path> matching(Path parent, String pattern, String below) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, pattern)) {
            folders.forEach(folder -> found.add(folder.resolve(below)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + parent, e);
        }
        return found;
    }

    private static Optional<Path> onPath() {
        String path = System.getenv("PATH");
        if (path == null) {
            return Optional.empty();
        }
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path program = Path.of(folder).resolve("pg_config");
            if (Files.isExecutable(program)) {
                return Command.of(program.toString(), "--bindir")
                        .tryRun()
                        .filter(Command.Result::succeeded)
                        .map(result -> Path.of(result.output().strip()));
            }
        }
        return Optional.empty();
    }
}
