package io.memoryorchestrator.cli.stack;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code memctl up}: everything in the background, ready to use. */
@Command(name = "up", description = "Start database, broker and server in the background and print where they are.")
public final class UpCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = PortNumber.class,
            description = "Port of the HTTP API (default: 8080 if free).")
    private int port;

    @Option(
            names = "--management-port",
            paramLabel = "N",
            converter = PortNumber.class,
            description = "Port of health and metrics.")
    private int managementPort;

    @Option(
            names = "--database-port",
            paramLabel = "N",
            converter = PortNumber.class,
            description = "Port of the local database.")
    private int databasePort;

    @Option(
            names = "--broker-port",
            paramLabel = "N",
            converter = PortNumber.class,
            description = "Port of the local broker.")
    private int brokerPort;

    @Option(names = "--no-server", description = "Start only database and broker.")
    private boolean withoutServer;

    @Override
    public Integer call() {
        long began = System.nanoTime();
        Console console = common.console();
        RunningStack stack = LocalStack.ofThisCheckout(console)
                .up(new UpRequest(port, managementPort, databasePort, brokerPort, withoutServer, List.of()));
        if (stack.url() != null) {
            console.say("server      " + stack.url());
            console.say("management  " + stack.managementUrl());
        }
        console.say("broker      " + stack.bootstrapServers());
        console.say("database    " + PostgresUrl.parse(stack.databaseUrl()));
        console.say("stop it with './memctl down'; the data stays");
        Map<String, @Nullable Object> json = new LinkedHashMap<>(stack.json());
        json.put("seconds", Math.round((System.nanoTime() - began) / 1e8) / 10.0);
        console.result(json);
        return 0;
    }
}
