package io.memoryorchestrator.cli;

import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.http.Api;
import io.memoryorchestrator.cli.stack.ServerAddress;
import java.net.URI;
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
        return new Api(ServerAddress.resolve(url));
    }
}
