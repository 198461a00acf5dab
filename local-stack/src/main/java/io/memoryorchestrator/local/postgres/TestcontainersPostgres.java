package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.LocalStackException;
import io.memoryorchestrator.local.process.Ports;
import io.memoryorchestrator.local.process.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The test server in a container. Loaded only when asked for, so Testcontainers may be absent otherwise. */
final class TestcontainersPostgres implements LocalPostgres {

    private final PostgreSQLContainer container;
    private final PostgresUrl url;

    private TestcontainersPostgres(PostgreSQLContainer container, PostgresUrl url) {
        this.container = container;
        this.url = url;
    }

    static TestcontainersPostgres start() {
        int port = Ports.free();
        PostgreSQLContainer container = new PostgreSQLContainer(
                        DockerImageName.parse(DockerPostgres.IMAGE).asCompatibleSubstituteFor("postgres"))
                .withDatabaseName(PostgresOptions.DEFAULT_DATABASE)
                .withUsername("postgres");
        // Bound by hand, because Docker gives a restarted container another port of its own choice.
        container.setPortBindings(List.of(port + ":5432"));
        container.setCommand(
                "postgres", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "max_connections=200");
        container.start();
        return new TestcontainersPostgres(
                container,
                new PostgresUrl(
                        container.getHost(),
                        port,
                        container.getDatabaseName(),
                        container.getUsername(),
                        container.getPassword(),
                        Map.of()));
    }

    @Override
    public PostgresUrl url() {
        return url;
    }

    @Override
    public PostgresUrl createDatabase(String name) {
        return Databases.create(url, name);
    }

    @Override
    public void dropDatabase(String name) {
        Databases.drop(url, name);
    }

    @Override
    public Optional<Path> dataFolder() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> logFile() {
        return Optional.empty();
    }

    @Override
    public String origin() {
        return "Testcontainers, " + DockerPostgres.IMAGE;
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.empty();
    }

    @Override
    public void stop() {
        container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void killImmediately() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void restart() {
        container
                .getDockerClient()
                .restartContainerCmd(container.getContainerId())
                .exec();
        if (!Waiting.until(this::answers, Duration.ofMinutes(1))) {
            throw new LocalStackException("the test database's container did not come back");
        }
    }

    @Override
    public void wipe() {
        container.stop();
    }

    @Override
    public void close() {
        container.stop();
    }

    private boolean answers() {
        try {
            Databases.ask(url);
            return true;
        } catch (LocalStackException notYet) {
            return false;
        }
    }
}
