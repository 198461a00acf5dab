package io.memoryorchestrator.cli.stack;

import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.local.kafka.KafkaOptions;
import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.postgres.PostgresOptions;
import io.memoryorchestrator.local.process.Folders;
import io.memoryorchestrator.local.process.MachineLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts and stops what a checkout runs on one machine: database, broker and server, in the background. */
public final class LocalStack {

    private static final Duration CLEAN_END = Duration.ofSeconds(40);

    private final StackFolders folders;
    private final Console console;

    LocalStack(StackFolders folders, Console console) {
        this.folders = folders;
        this.console = console;
    }

    public static LocalStack ofThisCheckout(Console console) {
        return new LocalStack(StackFolders.ofThisCheckout(), console);
    }

    /** A second stack beside the checkout's own, with data of its own; meant to be wiped after use. */
    public static LocalStack named(String name, Console console) {
        return new LocalStack(StackFolders.ofThisCheckout().named(name), console);
    }

    /**
     * Starts what does not run yet; a server of an older build is started anew. When something cannot be started, what
     * this call started is stopped again.
     */
    public RunningStack up(UpRequest request) {
        folders.prepare();
        return MachineLock.holding(folders.lockFile(), () -> start(request));
    }

    /** What of this checkout is running already. */
    public Set<StackPart> running() {
        Set<StackPart> running = EnumSet.noneOf(StackPart.class);
        if (LocalPostgres.find(postgresOptions()).isPresent()) {
            running.add(StackPart.DATABASE);
        }
        if (LocalKafka.find(kafkaOptions()).isPresent()) {
            running.add(StackPart.BROKER);
        }
        StackState.read(folders.stateFile())
                .map(StackState::server)
                .filter(server -> server.process().isAlive())
                .ifPresent(server -> running.add(StackPart.SERVER));
        return running;
    }

    /** Stops everything but these; data stays. */
    public void downExcept(Set<StackPart> spared) {
        folders.prepare();
        MachineLock.holding(folders.lockFile(), () -> {
            stop(false, spared);
            return true;
        });
    }

    /** Stops everything; data stays unless it is to be wiped. Stopping what does not run is no error. */
    public void down(boolean wipe) {
        folders.prepare();
        MachineLock.holding(folders.lockFile(), () -> {
            stop(wipe, Set.of());
            return true;
        });
    }

    private RunningStack start(UpRequest request) {
        ServerControl server = new ServerControl(folders, console);
        server.checkWishes(request);
        List<Runnable> undo = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            boolean postgresRan = LocalPostgres.find(postgresOptions()).isPresent();
            boolean kafkaRan = LocalKafka.find(kafkaOptions()).isPresent();
            CompletableFuture<LocalPostgres> postgres = CompletableFuture.supplyAsync(
                    () -> LocalPostgres.start(postgresOptions().withPort(request.databasePort())), executor);
            CompletableFuture<LocalKafka> kafka = CompletableFuture.supplyAsync(
                    () -> LocalKafka.start(kafkaOptions().withPort(request.brokerPort())), executor);
            // Both are waited for, so that neither is left behind when the other fails.
            postgres.handle((started, failure) -> failure == null && !postgresRan && undo.add(started::stop))
                    .join();
            kafka.handle((started, failure) -> failure == null && !kafkaRan && undo.add(started::stop))
                    .join();
            LocalPostgres database = joined(postgres);
            LocalKafka broker = joined(kafka);
            console.note("database: " + database.url());
            console.note("broker: " + broker.bootstrapServers());
            if (request.withoutServer()) {
                return RunningStack.withoutServer(database, broker);
            }
            StackState state = server.up(request, database, broker, undo);
            return RunningStack.of(state);
        } catch (RuntimeException failure) {
            undo.reversed().forEach(Runnable::run);
            throw failure;
        }
    }

    private void stop(boolean wipe, Set<StackPart> spared) {
        Optional<StackState> state = StackState.read(folders.stateFile());
        state.map(StackState::server)
                .filter(server -> !spared.contains(StackPart.SERVER))
                .filter(server -> server.process().isAlive())
                .ifPresent(server -> {
                    console.note("stopping the server");
                    server.process().terminate(CLEAN_END);
                });
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> kafka = CompletableFuture.runAsync(
                    () -> stopUnless(spared, StackPart.BROKER, () -> stopBroker(wipe)), executor);
            CompletableFuture<Void> postgres = CompletableFuture.runAsync(
                    () -> stopUnless(spared, StackPart.DATABASE, () -> stopDatabase(wipe)), executor);
            joined(kafka);
            joined(postgres);
        }
        if (wipe) {
            folders.forgetShared();
            for (Path each : List.of(
                    folders.stateFile(),
                    folders.serverLog(),
                    folders.serverLog().resolveSibling("server.log.previous"))) {
                Folders.delete(each);
            }
        }
    }

    private static void stopUnless(Set<StackPart> spared, StackPart part, Runnable stop) {
        if (!spared.contains(part)) {
            stop.run();
        }
    }

    private void stopBroker(boolean wipe) {
        if (wipe) {
            LocalKafka.wipe(kafkaOptions());
        } else {
            LocalKafka.find(kafkaOptions()).ifPresent(LocalKafka::stop);
        }
    }

    private void stopDatabase(boolean wipe) {
        if (wipe) {
            LocalPostgres.wipe(postgresOptions());
        } else {
            LocalPostgres.find(postgresOptions()).ifPresent(LocalPostgres::stop);
        }
    }

    private PostgresOptions postgresOptions() {
        return PostgresOptions.in(folders.postgres()).withProgress(console::note);
    }

    private KafkaOptions kafkaOptions() {
        return KafkaOptions.in(folders.kafka()).withProgress(console::note);
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
