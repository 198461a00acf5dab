package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.LocalStackException;
import io.memoryorchestrator.local.process.Command;
import io.memoryorchestrator.local.process.Folders;
import io.memoryorchestrator.local.process.Ports;
import io.memoryorchestrator.local.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The fallback where PostgreSQL cannot be installed: the pgvector image, with its data in a named volume. */
final class DockerPostgres implements LocalPostgres {

    /** The same pgvector as is built where there is no Docker. */
    static final String IMAGE = "pgvector/pgvector:" + PgvectorSource.VERSION + "-pg17";

    /** Says in the folder that its data is in a container's volume. */
    private static final String MARK = "docker.container";

    private final PostgresOptions options;
    private final String name;
    private final PostgresUrl url;

    private DockerPostgres(PostgresOptions options, String name, PostgresUrl url) {
        this.options = options;
        this.name = name;
        this.url = url;
    }

    /** The running container of the folder, if this folder's database lives in one. */
    static Optional<LocalPostgres> find(PostgresOptions options) {
        if (!Files.exists(options.folder().resolve(MARK))) {
            return Optional.empty();
        }
        return Command.of("docker", "port", name(options), "5432/tcp")
                .tryRun()
                .filter(Command.Result::succeeded)
                .map(result -> result.output().strip())
                .map(address -> Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)))
                .map(port -> new DockerPostgres(options, name(options), url(options, port)));
    }

    static void wipeStopped(PostgresOptions options) {
        if (Files.exists(options.folder().resolve(MARK))) {
            new DockerPostgres(options, name(options), url(options, 0)).wipe();
        }
    }

    static DockerPostgres start(PostgresOptions options) {
        Folders.create(options.folder());
        String name = name(options);
        int port = Ports.choose(options.port(), 0);
        if (options.port() != 0 && !Ports.isFree(port)) {
            Command.of("docker", "rm", "-f", name).tryRun();
        }
        DockerPostgres postgres = new DockerPostgres(options, name, url(options, port));
        Folders.writePrivately(options.folder().resolve(MARK), name);
        postgres.create();
        postgres.awaitAnswer();
        return postgres;
    }

    private static String name(PostgresOptions options) {
        return "memory-orchestrator-postgres-"
                + Integer.toHexString(options.folder().toString().hashCode());
    }

    private static PostgresUrl url(PostgresOptions options, int port) {
        return new PostgresUrl(
                Ports.LOOPBACK, port, options.database(), options.owner(), password(options.folder()), Map.of());
    }

    private void create() {
        Command.of("docker", "rm", "-f", name).tryRun();
        options.progress().accept("starting the container " + name + " of " + IMAGE);
        List<String> words = new ArrayList<>(List.of("docker", "run", "-d", "--name", name));
        words.addAll(List.of("-p", Ports.LOOPBACK + ":" + url.port() + ":5432"));
        words.addAll(List.of("-v", name + ":/var/lib/postgresql/data", "--shm-size=256m"));
        // By name only: a value would be readable in the list of processes.
        words.addAll(List.of("-e", "POSTGRES_USER", "-e", "POSTGRES_PASSWORD", "-e", "POSTGRES_DB", IMAGE));
        words.addAll(List.of("-c", "max_connections=200", "-c", "jit=off", "-c", "log_error_verbosity=terse"));
        words.addAll(List.of("-c", "log_min_error_statement=panic"));
        if (!options.durable()) {
            words.addAll(List.of("-c", "fsync=off", "-c", "synchronous_commit=off"));
        }
        Command.of(words)
                .with("POSTGRES_USER", url.user())
                .with("POSTGRES_PASSWORD", url.password())
                .with("POSTGRES_DB", url.database())
                .deadline(Duration.ofMinutes(10))
                .run("start PostgreSQL in Docker");
    }

    private void awaitAnswer() {
        LocalStackException[] last = new LocalStackException[1];
        boolean answers = Waiting.until(
                () -> {
                    try {
                        Databases.ask(url);
                        return true;
                    } catch (LocalStackException notYet) {
                        last[0] = notYet;
                        return false;
                    }
                },
                Duration.ofMinutes(2));
        if (!answers) {
            throw new LocalStackException(
                    "PostgreSQL in Docker did not answer; see 'docker logs " + name + "'", last[0]);
        }
    }

    @Override
    public PostgresUrl url() {
        return url;
    }

    @Override
    public PostgresUrl createDatabase(String database) {
        return Databases.create(url.withDatabase("postgres"), database);
    }

    @Override
    public void dropDatabase(String database) {
        Databases.drop(url.withDatabase("postgres"), database);
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
        return "Docker container " + name + " of " + IMAGE;
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.empty();
    }

    @Override
    public void stop() {
        docker("stop the database", "stop", name);
    }

    @Override
    public void killImmediately() {
        docker("kill the database", "kill", name);
    }

    @Override
    public void restart() {
        docker("restart the database", "restart", name);
        awaitAnswer();
    }

    @Override
    public void wipe() {
        docker("remove the database's container", "rm", "-f", name);
        docker("remove the database's volume", "volume", "rm", "-f", name);
        Folders.delete(options.folder());
    }

    @Override
    public void close() {
        if (options.throwAway()) {
            wipe();
        } else {
            stop();
        }
    }

    private static void docker(String purpose, String... arguments) {
        List<String> words = new ArrayList<>(List.of("docker"));
        words.addAll(Arrays.asList(arguments));
        Command.of(words).deadline(Duration.ofMinutes(2)).run(purpose);
    }

    private static String password(Path folder) {
        Path file = folder.resolve("password");
        try {
            if (!Files.exists(file)) {
                Folders.writePrivately(file, UUID.randomUUID().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LocalStackException("The password file " + file + " cannot be read.", e);
        }
    }
}
