package io.memoryorchestrator.local.kafka;

import io.memoryorchestrator.local.LocalStackException;
import io.memoryorchestrator.local.process.Folders;
import io.memoryorchestrator.local.process.Ports;
import io.memoryorchestrator.local.process.ProcessId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A broker in a child JVM of this machine. */
final class ChildKafka implements LocalKafka {

    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration CLEAN_END = Duration.ofSeconds(30);
    private static final int PORT_TRIES = 5;

    private final KafkaOptions options;
    private volatile BrokerState state;

    private ChildKafka(KafkaOptions options, BrokerState state) {
        this.options = options;
        this.state = state;
    }

    static ChildKafka start(KafkaOptions options) {
        Folders.create(options.folder().resolve("topics"));
        Optional<BrokerState> before = BrokerState.read(options.folder());
        if (before.isPresent() && before.get().process().isAlive()) {
            if (options.port() == 0 || options.port() == before.get().port()) {
                ChildKafka running = new ChildKafka(options, before.get());
                running.awaitServing();
                return running;
            }
            before.get().process().terminate(CLEAN_END);
        }
        int lastPort = before.map(BrokerState::port).orElse(0);
        return new ChildKafka(options, launch(options, options.port(), lastPort));
    }

    static Optional<LocalKafka> find(KafkaOptions options) {
        return BrokerState.read(options.folder())
                .filter(state -> state.process().isAlive())
                .map(state -> new ChildKafka(options, state));
    }

    private static BrokerState launch(KafkaOptions options, int wanted, int lastPort) {
        Path log = logFile(options);
        for (int attempt = 1; ; attempt++) {
            int port = Ports.choose(wanted, lastPort);
            if (!Ports.isFree(port)) {
                if (wanted == 0 && attempt < PORT_TRIES) {
                    continue;
                }
                throw new LocalStackException(
                        "The port " + port + " for the broker is taken; choose another or stop what uses it.");
            }
            if (Files.exists(log)) {
                Folders.replaceWithPrevious(log);
            }
            Process process = BrokerLaunch.start(options, log, port, Ports.free());
            BrokerState state = new BrokerState(ProcessId.of(process.toHandle()), port);
            state.write(options.folder());
            Optional<String> failure = Readiness.await(address(port), READY, process::isAlive);
            if (failure.isEmpty()) {
                return state;
            }
            state.process().kill();
            String said = Folders.tail(log, 300);
            boolean portTaken = said.contains("Address already in use") || said.contains("BindException");
            if (!portTaken || attempt == PORT_TRIES) {
                throw new LocalStackException("The broker did not start (" + failure.get() + "); the end of " + log
                        + ":\n  " + Folders.tail(log, 12));
            }
        }
    }

    @Override
    public String bootstrapServers() {
        return address(state.port());
    }

    @Override
    public long pid() {
        return state.process().pid();
    }

    @Override
    public Optional<ProcessHandle> process() {
        return state.process().find();
    }

    @Override
    public Optional<Path> dataFolder() {
        return Optional.of(options.folder().resolve("topics"));
    }

    @Override
    public Optional<Path> logFile() {
        return Optional.of(logFile(options));
    }

    @Override
    public String origin() {
        return "Kafka in a JVM of its own, in " + options.folder();
    }

    @Override
    public synchronized void stop() {
        state.process().terminate(CLEAN_END);
    }

    @Override
    public synchronized void kill() {
        state.process().kill();
    }

    @Override
    public synchronized void restart() {
        stop();
        state = launch(options, state.port(), state.port());
    }

    @Override
    public synchronized void wipe() {
        state.process().kill();
        Folders.delete(options.folder());
    }

    @Override
    public synchronized void close() {
        if (options.throwAway()) {
            wipe();
        } else {
            stop();
        }
    }

    private void awaitServing() {
        Readiness.await(bootstrapServers(), READY, state.process()::isAlive).ifPresent(why -> {
            throw new LocalStackException("The broker with process number " + pid() + " runs but does not serve (" + why
                    + "); stop it and look at " + logFile(options) + ".");
        });
    }

    private static Path logFile(KafkaOptions options) {
        return options.folder().resolve("broker.log");
    }

    private static String address(int port) {
        return Ports.LOOPBACK + ":" + port;
    }

    @Override
    public String toString() {
        return origin() + " at " + bootstrapServers();
    }
}
