package io.memoryorchestrator.tck.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** An address that refuses connections. */
public final class NobodyListening {
    private NobodyListening() {}

    /** A loopback port that was free a moment ago and that the system does not hand out again at once. */
    public static InetSocketAddress address() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) server.getLocalSocketAddress();
        } catch (IOException failure) {
            throw new UncheckedIOException("No port could be opened on the loopback address", failure);
        }
    }
}
