package io.memoryorchestrator.local.process;

import io.memoryorchestrator.local.LocalStackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of another program to its end: no input, standard output and error together, a deadline after which it is
 * killed.
 *
 * @param words the program and its arguments
 * @param directory the working directory, or {@code null} for this JVM's own
 * @param environment what is added to this JVM's environment
 * @param deadline how long it may take
 */
public record Command(
        List<String> words, @Nullable Path directory, Map<String, String> environment, Duration deadline) {

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static Command of(List<String> words) {
        return new Command(words, null, Map.of(), Duration.ofMinutes(1));
    }

    public static Command of(String... words) {
        return of(List.of(words));
    }

    public Command in(Path folder) {
        return new Command(words, folder, environment, deadline);
    }

    public Command with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Command(words, directory, more, deadline);
    }

    public Command deadline(Duration longest) {
        return new Command(words, directory, environment, longest);
    }

    /** How a run ended. {@code exitCode} is -1 when the deadline passed and the program was killed. */
    public record Result(int exitCode, String output) {
        public boolean succeeded() {
            return exitCode == 0;
        }

        /** The last lines of the output on one line, for an error message. */
        public String lastLines(int count) {
            List<String> lines = output.strip().lines().toList();
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        }
    }

    /** Runs it; empty when there is no such program. */
    public Optional<Result> tryRun() {
        // Output goes through a file: a daemon that the program leaves behind may hold a pipe open for ever.
        Path out = null;
        try {
            out = Files.createTempFile("memory-orchestrator-", ".out");
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile());
            if (directory != null) {
                builder.directory(directory.toFile());
            }
            builder.environment().putAll(environment);
            Process process;
            try {
                process = builder.start();
            } catch (IOException noSuchProgram) {
                return Optional.empty();
            }
            int exitCode = -1;
            if (process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                exitCode = process.exitValue();
            } else {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return Optional.of(new Result(exitCode, Files.readString(out, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary file for the output of " + words.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while waiting for " + words.getFirst(), e);
        } finally {
            Folders.deleteQuietly(out);
        }
    }

    /**
     * Runs it and returns what it printed.
     *
     * @param purpose what for, in words that complete "could not ..."
     * @throws LocalStackException when the program is missing, fails or takes too long; names the purpose, the program
     *     and its last words
     */
    public String run(String purpose) {
        String program = words.getFirst();
        Result result = tryRun().orElseThrow(() ->
                new LocalStackException("Could not " + purpose + ": the program '" + program + "' was not found"));
        if (result.exitCode() == -1) {
            throw new LocalStackException("Could not " + purpose + ": '" + program + "' was not done after "
                    + deadline.toSeconds() + " s: " + result.lastLines(3));
        }
        if (!result.succeeded()) {
            throw new LocalStackException("Could not " + purpose + ": '" + program + "' exited with "
                    + result.exitCode() + ": " + result.lastLines(3));
        }
        return result.output();
    }
}
