package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.spi.CircuitGuarded.Circuit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way to a reference adapter's backend: a connection that must say one byte, behind a circuit of three failures. */
class Door {
    static final Duration WAIT = Duration.ofSeconds(30);

    private final String name;
    private final @Nullable InetSocketAddress address;
    private final @Nullable FailureKind failing;
    private final List<Consumer<Circuit>> listeners = new CopyOnWriteArrayList<>();
    private Circuit circuit = new Circuit(Circuit.State.CLOSED, Instant.now(), null, false, Duration.ZERO);
    private int failures;

    Door(String name, @Nullable InetSocketAddress address, @Nullable FailureKind failing) {
        this.name = name;
        this.address = address;
        this.failing = failing;
    }

    void pass() {
        if (failing != null) {
            throw new AdapterException(name, failing, "The backend answered " + failing, null);
        }
        if (circuit().state() == Circuit.State.OPEN) {
            throw new AdapterException(
                    name, FailureKind.UNAVAILABLE, "Left alone", circuit().retryAfter(), null);
        }
        try {
            knock((int) WAIT.toMillis());
        } catch (IOException failure) {
            failed();
            throw new AdapterException(name, FailureKind.UNAVAILABLE, "No answer from the backend", failure);
        }
    }

    void knock(int millis) throws IOException {
        if (address == null) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            if (socket.getInputStream().read() < 0) {
                throw new IOException("closed");
            }
        }
    }

    synchronized Circuit circuit() {
        return circuit;
    }

    Runnable listen(Consumer<Circuit> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private synchronized void failed() {
        failures++;
        if (failures == 3) {
            circuit = new Circuit(Circuit.State.OPEN, Instant.now(), "three failures", false, Duration.ofSeconds(5));
            listeners.forEach(listener -> listener.accept(circuit));
        }
    }
}
