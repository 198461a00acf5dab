package io.memoryorchestrator.cli;

import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.http.Api;
import io.memoryorchestrator.cli.stack.ServerAddress;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes. */
public final class CommonOptions {

    @Option(names = "--json", description = "Print one JSON object as the last line of standard output.")
    private boolean json;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server (default: MEMCTL_URL, else the one started by 'memctl up').")
    private @Nullable URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "Access token for the server (default: MEMCTL_TOKEN, which other users of the machine do not see).")
    private @Nullable String token;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    private @Nullable Console console;

    public Console console() {
        if (console == null) {
            console = new Console(System.out, System.err, json, Boolean.getBoolean("memctl.terminal"));
        }
        return console;
    }

    /** The server that the command talks to. */
    public Api api() {
        return api(ServerAddress.resolve(url));
    }

    /** The server named with {@code --url} or in the environment, if one is. */
    public Optional<URI> namedServer() {
        return ServerAddress.named(url);
    }

    /** A given server, asked with the same token. */
    public Api api(URI server) {
        String given = token == null ? System.getenv("MEMCTL_TOKEN") : token;
        return new Api(server, given == null || given.isBlank() ? null : Secret.of(given.strip()));
    }
}
