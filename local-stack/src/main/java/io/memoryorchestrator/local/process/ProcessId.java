package io.memoryorchestrator.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process that can be recognised later: a process number is given again after a while, its start instant is not.
 *
 * @param pid the number
 * @param startedAt when it was started, as the operating system tells it
 */
public record ProcessId(long pid, Instant startedAt) {

    /** Clock ticks make the operating system's answer differ a little between readings. */
    private static final Duration TICK = Duration.ofSeconds(2);

    public static ProcessId of(ProcessHandle handle) {
        return new ProcessId(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process, if it is still the same one and alive. */
    public Optional<ProcessHandle> find() {
        return isAlive()
                ? ProcessHandle.of(pid).filter(handle -> startDistance(handle).isPresent())
                : Optional.empty();
    }

    public boolean isAlive() {
        // While it is ending, its start can no longer be read: that does not make it another process.
        return ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .filter(handle ->
                                startDistance(handle).orElse(Duration.ZERO).compareTo(TICK) < 0)
                        .isPresent()
                && !isDeadButListed(pid);
    }

    /**
     * Asks it to end (SIGTERM) and kills it when it has not within the given time.
     *
     * @return whether it ended by itself, or was gone already
     */
    public boolean terminate(Duration patience) {
        find().ifPresent(ProcessHandle::destroy);
        if (Waiting.until(() -> !isAlive(), patience)) {
            return true;
        }
        kill();
        return false;
    }

    /** Kills it (SIGKILL) and waits until it is gone. */
    public void kill() {
        find().ifPresent(ProcessHandle::destroyForcibly);
        Waiting.until(() -> !isAlive(), Duration.ofSeconds(10));
    }

    private Optional<Duration> startDistance(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(start -> Duration.between(startedAt, start).abs());
    }

    // In a container whose first process reaps nobody, the dead stay listed for ever. A process whose first thread has
    // ended while others still hold its ports and files looks the same, but for its list of threads.
    private static boolean isDeadButListed(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            String stat = Files.readString(process.resolve("stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2) && threads.count() <= 1;
        } catch (IOException | UncheckedIOException notLinuxOrGone) {
            return false;
        }
    }
}
