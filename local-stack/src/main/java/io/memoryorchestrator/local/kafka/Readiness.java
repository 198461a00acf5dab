package io.memoryorchestrator.local.kafka;

import io.memoryorchestrator.local.process.Waiting;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks a broker whether it serves, rather than looking whether its port is open. */
final class Readiness {

    private Readiness() {}

    /**
     * Waits until the broker lists itself.
     *
     * @param stillHoping looked at while waiting; false ends the waiting
     * @return empty when it serves, else why not
     */
    static Optional<String> await(String bootstrapServers, Duration longest, BooleanSupplier stillHoping) {
        long end = System.nanoTime() + longest.toNanos();
        // A client that is started before the port is open backs off longer than the broker then needs.
        if (!Waiting.until(() -> !stillHoping.getAsBoolean() || anyConnects(bootstrapServers), longest)) {
            return Optional.of("nothing listened within " + longest.toSeconds() + " s");
        }
        String lastWord = "it ended";
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000))) {
            while (stillHoping.getAsBoolean() && System.nanoTime() < end) {
                try {
                    if (!admin.describeCluster()
                            .nodes()
                            .get(6, TimeUnit.SECONDS)
                            .isEmpty()) {
                        return Optional.empty();
                    }
                    lastWord = "it knows no broker yet";
                } catch (ExecutionException | TimeoutException e) {
                    lastWord = String.valueOf(e.getCause() == null ? e : e.getCause());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return Optional.of("interrupted");
                }
            }
        }
        return Optional.of(lastWord);
    }

    private static boolean anyConnects(String bootstrapServers) {
        for (String server : bootstrapServers.split(",", -1)) {
            int colon = server.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                server.substring(0, colon).strip(),
                                Integer.parseInt(server.substring(colon + 1).strip())),
                        1_000);
                return true;
            } catch (java.io.IOException notYet) {
                continue;
            }
        }
        return false;
    }
}
