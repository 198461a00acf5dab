package io.memoryorchestrator.local;

import io.memoryorchestrator.local.process.Command;
import java.time.Duration;
import java.util.List;

/** Which kind of infrastructure tests run against: the machine's own programs, or containers. */
public enum Infrastructure {
    /** A broker in a child JVM and an installed PostgreSQL; needs no Docker. */
    LOCAL,
    /** Testcontainers, chosen with {@code -Dinfra=testcontainers}. */
    TESTCONTAINERS;

    /** The system property that chooses. */
    public static final String PROPERTY = "infra";

    /**
     * What this JVM was asked to use.
     *
     * @throws LocalStackException when the property has an unknown value, or containers are wanted and no Docker
     *     daemon answers: a test run that was asked for containers must not quietly use something else
     */
    public static Infrastructure chosen() {
        String wanted = System.getProperty(PROPERTY, "local");
        return switch (wanted) {
            case "local", "" -> LOCAL;
            case "testcontainers" -> {
                if (!dockerAnswers()) {
                    throw new LocalStackException("-Dinfra=testcontainers was given, but no Docker daemon answers;"
                            + " start Docker, or leave the property out to use this machine's own programs.");
                }
                yield TESTCONTAINERS;
            }
            default ->
                throw new LocalStackException("-Dinfra=" + wanted + " is not known; use 'local' or 'testcontainers'.");
        };
    }

    /** Whether a Docker client is on the PATH and its daemon answers within ten seconds. */
    public static boolean dockerAnswers() {
        return Command.of(List.of("docker", "info", "--format", "{{.ServerVersion}}"))
                .deadline(Duration.ofSeconds(10))
                .tryRun()
                .map(Command.Result::succeeded)
                .orElse(false);
    }
}
