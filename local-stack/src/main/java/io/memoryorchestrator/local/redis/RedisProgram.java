package io.memoryorchestrator.local.redis;

import io.memoryorchestrator.local.LocalStackException;
import io.memoryorchestrator.local.process.Command;
import io.memoryorchestrator.local.process.MachineLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The server's program: {@code redis-server} or {@code valkey-server} where one is installed, else Debian's
 * {@code redis-tools}. That package has the same program under the name of one of its tools (what it does depends on the name
 * it is called by) and, other than {@code redis-server}, no service that would be started.
 */
public record RedisProgram(Path file) {
    private static final String PACKAGE = "redis-tools";
    private static final Path IN_PACKAGE = Path.of("/usr/bin/redis-check-rdb");

    /** @throws LocalStackException when there is none and none can be installed; the message says what to do */
    public static RedisProgram findOrInstall() {
        return installed().orElseGet(() -> {
            Path lock = Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "memory-orchestrator-redis-" + System.getProperty("user.name") + ".lock");
            return MachineLock.holding(lock, () -> installed().orElseGet(RedisProgram::install));
        });
    }

    private static Optional<RedisProgram> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"), new String[] {"/usr/local/bin", "/usr/bin"
                })
                .flatMap(Stream::of)
                .flatMap(folder -> Stream.of(Path.of(folder, "redis-server"), Path.of(folder, "valkey-server")))
                .filter(Files::isExecutable)
                .findFirst()
                .or(() -> Optional.of(IN_PACKAGE).filter(Files::isExecutable))
                .map(RedisProgram::new);
    }

    private static RedisProgram install() {
        List<String> words = new ArrayList<>();
        if (!"root".equals(System.getProperty("user.name"))) {
            words.addAll(List.of("sudo", "-n"));
        }
        words.addAll(List.of(
                "env",
                "DEBIAN_FRONTEND=noninteractive",
                "apt-get",
                "install",
                "-y",
                "-q",
                "--no-install-recommends",
                "-o",
                "DPkg::Lock::Timeout=300",
                PACKAGE));
        Command.of(words).deadline(Duration.ofMinutes(10)).run("install " + PACKAGE);
        return installed()
                .orElseThrow(() -> new LocalStackException(
                        PACKAGE + " was installed but has no " + IN_PACKAGE + "; install a redis-server"));
    }
}
