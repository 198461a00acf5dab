package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.LocalStackException;
import io.memoryorchestrator.local.process.Command;
import io.memoryorchestrator.local.process.Folders;
import io.memoryorchestrator.local.process.Ports;
import io.memoryorchestrator.local.process.ProcessId;
import io.memoryorchestrator.local.process.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster of this machine's own PostgreSQL. */
final class InstalledPostgres implements LocalPostgres {

    /** How long the processes of a killed server may hold on to its shared memory. */
    private static final Duration LEFTOVERS = Duration.ofSeconds(20);

    private static final int PORT_TRIES = 5;

    private final PostgresInstallation installation;
    private final PostgresOptions options;
    private final Cluster cluster;
    private volatile int port;
    private @Nullable Watchdog watchdog;

    private InstalledPostgres(PostgresInstallation installation, PostgresOptions options) {
        this.installation = installation;
        this.options = options;
        this.cluster = new Cluster(installation, options, ClusterOwner.ofThisProcess());
    }

    static InstalledPostgres start(PostgresInstallation installation, PostgresOptions options) {
        InstalledPostgres postgres = new InstalledPostgres(installation, options);
        if (options.throwAway()) {
            postgres.watchdog = Watchdog.over(postgres.cluster, options.folder());
        }
        postgres.cluster.initialise();
        Optional<PostmasterFile> running = postgres.runningFile();
        if (running.isPresent()
                && (options.port() == 0 || options.port() == running.get().port())) {
            postgres.port = running.get().port();
        } else {
            postgres.stop();
            postgres.launch(options.port());
        }
        postgres.awaitAnswer();
        Databases.createIfAbsent(postgres.url().withDatabase("postgres"), options.database());
        return postgres;
    }

    static Optional<LocalPostgres> find(PostgresInstallation installation, PostgresOptions options) {
        InstalledPostgres postgres = new InstalledPostgres(installation, options);
        return postgres.runningFile().map(file -> {
            postgres.port = file.port();
            return postgres;
        });
    }

    @Override
    public PostgresUrl url() {
        return new PostgresUrl(
                Ports.LOOPBACK, port, options.database(), options.owner(), cluster.password(), java.util.Map.of());
    }

    @Override
    public PostgresUrl createDatabase(String name) {
        return Databases.create(url().withDatabase("postgres"), name);
    }

    @Override
    public void dropDatabase(String name) {
        Databases.drop(url().withDatabase("postgres"), name);
    }

    @Override
    public Optional<Path> dataFolder() {
        return Optional.of(cluster.data());
    }

    @Override
    public Optional<Path> logFile() {
        return Optional.of(cluster.log());
    }

    @Override
    public String origin() {
        return "PostgreSQL " + installation.major() + " of " + installation.bin();
    }

    @Override
    public Optional<ProcessHandle> process() {
        return running().flatMap(ProcessId::find);
    }

    @Override
    public synchronized void stop() {
        if (running().isPresent()) {
            cluster.pgCtl("stop", "-m", "fast", "-w", "-t", "120").run("stop the database");
        }
    }

    @Override
    public synchronized void killImmediately() {
        Optional<ProcessHandle> postmaster = process();
        // The postmaster first: otherwise it would restart what is killed below it.
        List<ProcessHandle> family = postmaster.stream()
                .flatMap(process -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(process), process.descendants().toList().stream()))
                .toList();
        List<ProcessId> known = family.stream().map(ProcessId::of).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        known.forEach(ProcessId::kill);
    }

    @Override
    public synchronized void restart() {
        stop();
        launch(port);
        awaitAnswer();
    }

    @Override
    public synchronized void wipe() {
        stop();
        Folders.delete(options.folder());
    }

    @Override
    public synchronized void close() {
        if (watchdog != null) {
            watchdog.dismiss();
            wipe();
        } else {
            stop();
        }
    }

    private void launch(int wanted) {
        for (int attempt = 1; ; attempt++) {
            int chosen = Ports.choose(wanted, cluster.lastPort());
            Command.Result started = startServer(chosen);
            if (started.succeeded()) {
                port = chosen;
                return;
            }
            boolean portTaken = lastWords().contains("could not bind");
            if (portTaken && wanted == 0 && attempt < PORT_TRIES) {
                continue;
            }
            throw new LocalStackException(
                    portTaken
                            ? "The port " + chosen + " for the database is taken; choose another or stop what uses it."
                            : "The database did not start; the end of " + cluster.log() + ":\n  " + lastWords());
        }
    }

    private Command.Result startServer(int onPort) {
        PostmasterFile.delete(cluster.data());
        cluster.writeSettings(onPort);
        if (Files.exists(cluster.log())) {
            Folders.replaceWithPrevious(cluster.log());
        }
        Command start = cluster.pgCtl("start", "-l", cluster.log().toString(), "-w", "-t", "120");
        Command.Result[] last = new Command.Result[1];
        // After a kill -9 the server's children need a moment to notice.
        Waiting.until(
                () -> {
                    last[0] = start.tryRun().orElseThrow();
                    return last[0].succeeded() || !lastWords().contains("shared memory block");
                },
                LEFTOVERS);
        return last[0];
    }

    private void awaitAnswer() {
        Databases.ask(url().withDatabase("postgres"));
    }

    private String lastWords() {
        return Folders.tail(cluster.log(), 8);
    }

    private Optional<PostmasterFile> runningFile() {
        return PostmasterFile.read(cluster.data()).filter(file -> file.running().isPresent());
    }

    private Optional<ProcessId> running() {
        return PostmasterFile.read(cluster.data()).flatMap(PostmasterFile::running);
    }

    @Override
    public String toString() {
        return origin() + " at " + url();
    }
}
