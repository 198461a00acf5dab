package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.adapter.mem0.Mem0Settings.Breaker;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Flavour;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Limits;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Retries;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Timeouts;
import io.memoryorchestrator.adapter.mem0.scripted.Fault;
import io.memoryorchestrator.adapter.mem0.scripted.ScriptedMem0;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.tck.AllContracts;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;

/** The suite against the scripted Mem0, in one of its flavours. */
abstract class Mem0Conformance implements AllContracts {
    private final Flavour flavour;
    private final List<ScriptedMem0> servers = new ArrayList<>();
    private final ScriptedMem0 mem0 = start();

    Mem0Conformance(Flavour flavour) {
        this.flavour = flavour;
    }

    private ScriptedMem0 start() {
        ScriptedMem0 server = ScriptedMem0.start();
        servers.add(server);
        return server;
    }

    @AfterAll
    void stop() {
        servers.forEach(ScriptedMem0::close);
    }

    @Override
    public MemoryAdapter make() {
        return new Mem0Adapter(
                TestSettings.of(flavour, mem0.url())
                        .withTimeouts(patient())
                        .withLimits(new Limits(100_000, 64, 64, 8 << 20)),
                Clock.systemUTC());
    }

    @Override
    public Optional<MemoryAdapter> makeAt(InetSocketAddress backend) {
        URI url = URI.create("http://%s:%d".formatted(backend.getAddress().getHostAddress(), backend.getPort()));
        return Optional.of(new Mem0Adapter(
                TestSettings.of(flavour, url)
                        .withTimeouts(patient())
                        .withBreaker(new Breaker(10, 50, Duration.ofSeconds(5))),
                Clock.systemUTC()));
    }

    @Override
    public Optional<MemoryAdapter> makeFailing(FailureKind kind) {
        Fault fault = switch (kind) {
            case UNAVAILABLE -> Fault.SERVER_ERROR;
            case OVERLOADED -> Fault.TOO_MANY;
            case REJECTED, UNSUPPORTED -> Fault.NONE;
        };
        if (fault == Fault.NONE) {
            return Optional.empty();
        }
        ScriptedMem0 failing = start().script(request -> fault).retryAfterSeconds(3);
        return Optional.of(new Mem0Adapter(
                TestSettings.of(flavour, failing.url())
                        .withRetries(new Retries(
                                2,
                                Duration.ofMillis(10),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(5),
                                Duration.ofMillis(20))),
                Clock.systemUTC()));
    }

    /** Long enough that a call which ends earlier was ended by its caller. */
    private static Timeouts patient() {
        Duration ten = Duration.ofSeconds(10);
        return new Timeouts(ten, ten, ten, ten, ten);
    }

    @Override
    public Set<String> secrets() {
        return Set.of(TestSettings.KEY.reveal());
    }
}
