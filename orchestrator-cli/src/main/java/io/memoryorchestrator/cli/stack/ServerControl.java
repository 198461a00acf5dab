package io.memoryorchestrator.cli.stack;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides whether the server must be started, on which ports, and starts it. */
final class ServerControl {

    private static final int USUAL_PORT = 8080;
    private static final int USUAL_MANAGEMENT_PORT = 8081;
    private static final Duration CLEAN_END = Duration.ofSeconds(40);

    private final StackFolders folders;
    private final Console console;

    ServerControl(StackFolders folders, Console console) {
        this.folders = folders;
        this.console = console;
    }

    /** Fails at once, before anything is started, when a wished port cannot be had. */
    void checkWishes(UpRequest request) {
        if (request.withoutServer() || running().isPresent()) {
            return;
        }
        if (request.port() != 0) {
            choose("--port", request.port(), 0);
        }
        if (request.managementPort() != 0) {
            choose("--management-port", request.managementPort(), 0);
        }
    }

    private Optional<StackState.Server> running() {
        return StackState.read(folders.stateFile())
                .map(StackState::server)
                .filter(server -> server.process().isAlive());
    }

    StackState up(UpRequest request, LocalPostgres database, LocalKafka broker, List<Runnable> undo) {
        ServerJar jar = ServerJar.in(folders.checkout());
        Optional<StackState> known = StackState.read(folders.stateFile());
        Optional<StackState.Server> before = known.map(StackState::server);
        Optional<StackState.Server> running = running();
        boolean asWanted = running.isPresent()
                && running.get().build().equals(jar.build())
                && known.filter(state -> state.reaches(
                                broker.bootstrapServers(), database.url().withPassword()))
                        .isPresent()
                && (request.port() == 0 || request.port() == running.get().port())
                && (request.managementPort() == 0
                        || request.managementPort() == running.get().managementPort());
        StackState.Server server;
        if (asWanted) {
            server = running.get();
        } else {
            running.ifPresent(old -> {
                console.note(
                        "stopping the server, which is of another build, on other ports or at another database or broker");
                old.process().terminate(CLEAN_END);
            });
            server = launch(request, jar, before, database, broker);
            undo.add(() -> server.process().terminate(CLEAN_END));
        }
        StackState state = new StackState(
                broker.bootstrapServers(),
                database.url().withPassword(),
                database.dataFolder().map(Path::toString).orElse(database.origin()),
                server);
        state.write(folders.stateFile());
        ServerLaunch.awaitReady(server, folders.serverLog());
        return state;
    }

    private StackState.Server launch(
            UpRequest request,
            ServerJar jar,
            Optional<StackState.Server> before,
            LocalPostgres database,
            LocalKafka broker) {
        int port = choose(
                "--port", request.port(), before.map(StackState.Server::port).orElse(USUAL_PORT));
        int managementPort = choose(
                "--management-port",
                request.managementPort(),
                before.map(StackState.Server::managementPort).orElse(USUAL_MANAGEMENT_PORT));
        Path runnable = jar.unpacked(folders.local().resolve("server"));
        console.note("starting the server on port " + port);
        Map<String, String> environment = Map.of(
                LocalPostgres.URL_VARIABLE,
                database.url().withPassword(),
                LocalKafka.BOOTSTRAP_VARIABLE,
                broker.bootstrapServers(),
                "SERVER_PORT",
                Integer.toString(port));
        ProcessHandle process = ServerLaunch.start(
                runnable, folders.local(), folders.serverLog(), port, managementPort, request.settings(), environment);
        return StackState.Server.of(process, port, managementPort, jar.build());
    }

    private static int choose(String option, int wanted, int usual) {
        int port = Ports.choose(wanted, usual);
        if (!Ports.isFree(port)) {
            throw new CommandFailure("The port " + port + " given with " + option + " is taken; choose another.");
        }
        return port;
    }
}
