package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Lies between client and server, and cuts every connection once a number of bytes has gone one way. */
final class CuttingProxy implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE / 2;

    private final PostgresUrl server;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong leftToServer = new AtomicLong(NEVER);
    private final AtomicLong leftToClient = new AtomicLong(NEVER);

    CuttingProxy(PostgresUrl server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    PostgresUrl url() {
        return new PostgresUrl(
                "127.0.0.1",
                listener.getLocalPort(),
                server.database(),
                server.user(),
                server.password(),
                server.parameters());
    }

    void cutOnTheWayThere(long bytes) {
        leftToServer.set(bytes);
    }

    void cutOnTheWayBack(long bytes) {
        leftToClient.set(bytes);
    }

    void heal() {
        leftToServer.set(NEVER);
        leftToClient.set(NEVER);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket upstream = new Socket(server.host(), server.port());
                open.add(client);
                open.add(upstream);
                Thread.ofVirtual().start(() -> pump(client, upstream, leftToServer));
                Thread.ofVirtual().start(() -> pump(upstream, client, leftToClient));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pump(Socket from, Socket to, AtomicLong left) {
        byte[] bytes = new byte[512];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                long remaining = left.addAndGet(-read);
                if (remaining < 0) {
                    out.write(bytes, 0, (int) Math.max(0, read + remaining));
                    return;
                }
                out.write(bytes, 0, read);
            }
        } catch (IOException cut) {
            // The other direction has ended; so does this one.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
