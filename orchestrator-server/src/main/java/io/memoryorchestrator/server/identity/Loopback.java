package io.memoryorchestrator.server.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether an address is this machine's own and no other's. */
final class Loopback {
    private Loopback() {}

    static boolean is(String host) {
        if (host.isBlank()) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
