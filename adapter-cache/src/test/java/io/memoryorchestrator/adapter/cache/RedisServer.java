package io.memoryorchestrator.adapter.cache;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.memoryorchestrator.local.process.Folders;
import io.memoryorchestrator.local.process.Ports;
import io.memoryorchestrator.local.process.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A real Redis on a free port, in a folder of its own, that can be killed and started again. */
final class RedisServer implements AutoCloseable {
    static final String PASSWORD = "s3cret-of-redis";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private final List<String> more;
    private int starts;
    private Process process;

    private RedisServer(Path folder, int port, List<String> more) throws IOException {
        this.folder = folder;
        this.port = port;
        this.more = more;
        this.process = launch();
    }

    /** @param more arguments, such as {@code --tls-port} and its value; {@code %PORT%} and {@code %FOLDER%} are filled in */
    static RedisServer start(String... more) {
        RedisProgram program = RedisProgram.required();
        try {
            Path folder = Folders.create(Files.createTempDirectory("memory-orchestrator-redis-"));
            Files.createSymbolicLink(
                    folder.resolve("redis-server"), program.file().toRealPath());
            return new RedisServer(folder, Ports.free(), List.of(more));
        } catch (IOException failure) {
            throw new UncheckedIOException("The Redis for tests could not be started", failure);
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

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    String url() {
        return "redis://default:" + PASSWORD + "@" + Ports.LOOPBACK + ":" + port;
    }

    /** Asks it something past the adapter. */
    <T> T ask(Function<RedisCommands<String, String>, T> question) {
        RedisClient client = RedisClient.create(RedisURI.create(url()));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        } catch (RedisException failure) {
            throw new IllegalStateException("The Redis for tests did not answer", failure);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    /** As a power cut would. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Again on the same port, with whatever it had saved. */
    void startAgain() {
        try {
            process = launch();
        } catch (IOException failure) {
            throw new UncheckedIOException("The Redis for tests could not be started again", failure);
        }
    }

    @Override
    public void close() {
        kill();
        Folders.delete(folder);
    }
}
