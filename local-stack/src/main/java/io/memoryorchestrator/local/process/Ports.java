package io.memoryorchestrator.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** TCP ports on the loopback address. */
public final class Ports {

    /** The only address the local stack listens on. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final Duration MOMENT = Duration.ofSeconds(2);

    private Ports() {}

    /** A port nobody listens on now. Somebody may take it before the caller does; callers retry. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free TCP port on " + LOOPBACK, e);
        }
    }

    /** Whether the port can be listened on now, on the loopback address and on all addresses. */
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port))
                && canBind(new InetSocketAddress(port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: a port in TIME_WAIT after a restart is free.
            socket.setReuseAddress(true);
            socket.bind(address, 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Waits a moment: any connection of the machine may have the port for that long, as its own end. */
    public static boolean awaitFree(int port) {
        return Waiting.until(() -> isFree(port), MOMENT);
    }

    /**
     * The port to listen on: the wanted one, else the one used last time if it is free within a moment, else any.
     *
     * @param wanted 0 for no wish
     * @param before 0 for none
     */
    public static int choose(int wanted, int before) {
        if (wanted != 0) {
            awaitFree(wanted);
            return wanted;
        }
        return before != 0 && awaitFree(before) ? before : free();
    }
}
