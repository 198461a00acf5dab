package io.memoryorchestrator.local.redis;

import io.memoryorchestrator.local.LocalStackException;
import io.memoryorchestrator.local.process.Folders;
import io.memoryorchestrator.local.process.Ports;
import io.memoryorchestrator.local.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real Redis on a free port, in a folder of its own, that can be killed and started again. */
public final class LocalRedis implements AutoCloseable {
    /** Of its user {@code default}. */
    public static final String PASSWORD = "s3cret-of-redis";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int PORT_TRIES = 5;

    private final Path folder;
    private final int port;
    private final List<String> more;
    private int starts;
    private Process process;

    private LocalRedis(Path folder, int port, List<String> more) throws IOException {
        this.folder = folder;
        this.port = port;
        this.more = more;
        this.process = launch();
    }

    /**
     * Starts one, after installing it where there is none.
     *
     * @param more arguments, such as {@code --tls-port} and its value; {@code %PORT%} and {@code %FOLDER%} are filled in
     * @throws LocalStackException when there is none and none can be installed
     */
    public static LocalRedis start(String... more) {
        return start(RedisProgram.findOrInstall(), more);
    }

    /** Starts a given program; else as {@link #start(String...)}. */
    public static LocalRedis start(RedisProgram program, String... more) {
        try {
            Path folder = Folders.create(Files.createTempDirectory("memory-orchestrator-redis-"));
            Files.createSymbolicLink(
                    folder.resolve("redis-server"), program.file().toRealPath());
            return start(folder, List.of(more));
        } catch (IOException failure) {
            throw new LocalStackException("The Redis for tests could not be started", failure);
        }
    }

    private static LocalRedis start(Path folder, List<String> more) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return new LocalRedis(folder, Ports.free(), more);
            } catch (IOException failure) {
                boolean portTaken = String.valueOf(failure.getMessage()).contains("Address already in use");
                if (!portTaken || attempt == PORT_TRIES) {
                    throw failure;
                }
            }
        }
    }

    private Process launch() throws IOException {
        List<String> words = new ArrayList<>(List.of(
                folder.resolve("redis-server").toString(),
                "--bind",
                Ports.LOOPBACK,
                "--dir",
                folder.toString(),
                "--requirepass",
                PASSWORD,
                "--save",
                ""));
        if (!more.contains("--tls-port")) {
            words.addAll(List.of("--port", Integer.toString(port)));
        }
        more.forEach(word ->
                words.add(word.replace("%PORT%", Integer.toString(port)).replace("%FOLDER%", folder.toString())));
        starts++;
        Process started = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        if (!Waiting.until(() -> !started.isAlive() || isReady(), PATIENCE) || !started.isAlive()) {
            started.destroyForcibly();
            throw new IOException("Redis did not start: " + Files.readString(folder.resolve("log")));
        }
        return started;
    }

    private boolean isReady() {
        try {
            return Files.readString(folder.resolve("log"))
                            .lines()
                            .filter(line -> line.contains("Ready to accept"))
                            .count()
                    == starts;
        } catch (IOException unreadable) {
            return false;
        }
    }

    public Path folder() {
        return folder;
    }

    public int port() {
        return port;
    }

    /** As a client is given it, with the password. */
    public String url() {
        return "redis://default:" + PASSWORD + "@" + Ports.LOOPBACK + ":" + port;
    }

    /** As a power cut would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Again on the same port, with whatever it had saved. */
    public void startAgain() {
        Ports.awaitFree(port);
        try {
            process = launch();
        } catch (IOException failure) {
            throw new LocalStackException("The Redis for tests could not be started again", failure);
        }
    }

    @Override
    public void close() {
        kill();
        Folders.delete(folder);
    }
}
