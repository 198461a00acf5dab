package io.memoryorchestrator.cli.node;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.http.Api;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code memctl nodes}: where memory nodes are kept. */
@Command(
        name = "nodes",
        description = "Copy memory nodes between the database and the server process.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class NodesCommand {

    private static final String MIGRATIONS = "/v1/ops/nodes/migrations?to=";

    @Command(
            name = "migrate",
            description = "Copy everything to the other place, and compare counts and hashes of each kind."
                    + " What is there already stays.")
    int migrate(
            @Mixin CommonOptions common,
            @Option(names = "--to", required = true, paramLabel = "PLACE", description = "database or in-process.")
                    String to) {
        JsonNode report = common.api().post(MIGRATIONS + Api.segment(to), null);
        Console console = common.console();
        report.path("kinds")
                .properties()
                .forEach(kind -> console.say(kind.getKey() + "  "
                        + kind.getValue().path("arrivedCount").asLong(0) + " of "
                        + kind.getValue().path("count").asLong(0)));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        report.properties().forEach(each -> json.put(each.getKey(), each.getValue()));
        console.result(json);
        if (!report.path("valid").asBoolean(false)) {
            throw new CommandFailure("Not everything arrived as it was: the counts or hashes above differ."
                    + " Nothing was removed; delete what differs in the " + to + ", and run it again.");
        }
        return 0;
    }
}
