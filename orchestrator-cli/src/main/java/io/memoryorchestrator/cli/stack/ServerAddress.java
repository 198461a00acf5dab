package io.memoryorchestrator.cli.stack;

import io.memoryorchestrator.cli.console.CommandFailure;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which server, and which broker, a command talks to. */
public final class ServerAddress {

    private static final String URL_VARIABLE = "MEMCTL_URL";
    private static final String BROKER_VARIABLE = "KAFKA_BOOTSTRAP_SERVERS";

    private ServerAddress() {}

    /**
     * The given address, else the one in the environment, else that of the local stack.
     *
     * @throws CommandFailure when there is none
     */
    public static URI resolve(@Nullable URI given) {
        return named(given)
                .or(() -> StackState.read(StackFolders.ofThisCheckout().stateFile())
                        .map(StackState::server)
                        .filter(server -> server.process().isAlive())
                        .map(server -> URI.create(server.url())))
                .orElseThrow(() -> new CommandFailure(
                        "No server is running here; start one with './memctl up' or name one with --url."));
    }

    /** The given address, else the one in the environment; none means the local stack. */
    public static Optional<URI> named(@Nullable URI given) {
        String fromEnvironment = System.getenv(URL_VARIABLE);
        if (given != null) {
            return Optional.of(checked(given));
        }
        return fromEnvironment == null || fromEnvironment.isBlank()
                ? Optional.empty()
                : Optional.of(checked(URI.create(fromEnvironment.strip())));
    }

    /**
     * The brokers in the environment, else that of the local stack.
     *
     * @throws CommandFailure when there are none
     */
    public static String bootstrapServers() {
        String fromEnvironment = System.getenv(BROKER_VARIABLE);
        if (fromEnvironment != null && !fromEnvironment.isBlank()) {
            return fromEnvironment.strip();
        }
        return StackState.read(StackFolders.ofThisCheckout().stateFile())
                .map(StackState::bootstrapServers)
                .orElseThrow(() -> new CommandFailure(
                        "No broker is running here; start one with './memctl up' or set " + BROKER_VARIABLE + "."));
    }

    private static URI checked(URI url) {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new CommandFailure(
                    "'" + url + "' is not the address of a server; give one like http://127.0.0.1:8080.");
        }
        return url;
    }
}
