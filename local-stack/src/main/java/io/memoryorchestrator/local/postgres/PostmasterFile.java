package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.process.ProcessId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says: process number, start second and port of the server that runs, or ran, on a data
 * folder. After a kill -9 the file stays and its number may belong to another process by now.
 *
 * @param pid first line
 * @param startedAt third line
 * @param port fourth line
 * @see <a href="https://www.postgresql.org/docs/current/storage-file-layout.html">Database file layout</a>
 */
record PostmasterFile(long pid, Instant startedAt, int port) {

    private static final String NAME = "postmaster.pid";

    /** The server notes its start a little after the operating system does; on a busy machine much later. */
    private static final Duration START_DELAY = Duration.ofMinutes(1);

    static Optional<PostmasterFile> read(Path data) {
        try {
            return parse(Files.readAllLines(data.resolve(NAME)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + data.resolve(NAME), e);
        }
    }

    static Optional<PostmasterFile> parse(List<String> lines) {
        if (lines.size() < 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PostmasterFile(
                    Long.parseLong(lines.get(0).strip()),
                    Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip())),
                    Integer.parseInt(lines.get(3).strip())));
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }

    static void delete(Path data) {
        try {
            Files.deleteIfExists(data.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + data.resolve(NAME), e);
        }
    }

    /** The server, if it still runs. */
    Optional<ProcessId> running() {
        return ProcessHandle.of(pid)
                .filter(PostmasterFile::mayBePostgres)
                .map(ProcessId::of)
                .filter(ProcessId::isAlive)
                .filter(id -> id.startedAt().equals(Instant.EPOCH)
                        || Duration.between(id.startedAt(), startedAt).abs().compareTo(START_DELAY) < 0);
    }

    private static boolean mayBePostgres(ProcessHandle handle) {
        return handle.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(true);
    }
}
