package io.memoryorchestrator.tck.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Takes every connection and never says a word; the worst way for a backend to be down. Counts who connects. */
public final class SilentServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> held = new ArrayList<>();
    private final Semaphore connections = new Semaphore(0);

    private SilentServer(ServerSocket server) {
        this.server = server;
    }

    public static SilentServer start() {
        try {
            SilentServer silent = new SilentServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofPlatform().daemon().name("silent-server").start(silent::accept);
            return silent;
        } catch (IOException failure) {
            throw new UncheckedIOException("No port could be opened on the loopback address", failure);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** Waits until somebody has connected who was not waited for yet; false when the time is over first. */
    public boolean awaitConnection(Duration patience) throws InterruptedException {
        return connections.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many connected that nobody waited for, counted up to a connection of our own made now. */
    public int strangers(Duration patience) throws InterruptedException {
        try (Socket marker = new Socket()) {
            marker.connect(address());
            synchronized (held) {
                long deadline = System.nanoTime() + patience.toNanos();
                while (held.stream().noneMatch(socket -> socket.getPort() == marker.getLocalPort())) {
                    long left = deadline - System.nanoTime();
                    if (left <= 0) {
                        throw new IllegalStateException("The silent server took no connection within " + patience);
                    }
                    TimeUnit.NANOSECONDS.timedWait(held, left);
                }
            }
            return connections.drainPermits() - 1;
        } catch (IOException failure) {
            throw new UncheckedIOException("The silent server cannot be reached", failure);
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                synchronized (held) {
                    held.add(socket);
                    connections.release();
                    held.notifyAll();
                }
            }
        } catch (IOException closed) {
            if (!server.isClosed()) {
                throw new UncheckedIOException("The silent server stopped listening", closed);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            synchronized (held) {
                for (Socket socket : held) {
                    socket.close();
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The silent server could not be closed", failure);
        }
    }
}
