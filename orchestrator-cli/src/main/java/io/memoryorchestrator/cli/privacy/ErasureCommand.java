package io.memoryorchestrator.cli.privacy;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.http.Api;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code memctl erasure}: how far erasures are. */
@Command(
        name = "erasure",
        description = "How far erasures are.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ErasureCommand {

    @Command(name = "show", description = "The receipt of one erasure.")
    int show(@Mixin CommonOptions common, @Parameters(paramLabel = "ID") String id) {
        print(common.console(), common.api().get("/v1/erasures/" + Api.segment(id)));
        return 0;
    }

    @Command(name = "list", description = "The latest erasures.")
    int list(@Mixin CommonOptions common) {
        JsonNode erasures = common.api().get("/v1/ops/erasures");
        erasures.forEach(each -> common.console().say(line(each)));
        common.console().result(Map.of("erasures", erasures));
        return 0;
    }

    static void print(Console console, JsonNode receipt) {
        console.say(line(receipt));
        receipt.path("removed")
                .properties()
                .forEach(each -> console.say(
                        "  " + each.getKey() + ": " + each.getValue().asLong(0) + " removed"));
        receipt.path("steps").forEach(step -> {
            String detail = step.path("detail").asString("");
            console.say("  " + step.path("place").asString() + "  "
                    + step.path("state").asString() + (detail.isEmpty() ? "" : "  (" + detail + ")"));
        });
        receipt.path("agesOut")
                .forEach(each -> console.say("  " + each.path("place").asString() + " age out by "
                        + each.path("until").asString()));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        receipt.properties().forEach(each -> json.put(each.getKey(), each.getValue()));
        console.result(json);
    }

    private static String line(JsonNode receipt) {
        return receipt.path("erasureId").asString() + "  "
                + receipt.path("status").asString() + "  asked for at "
                + receipt.path("requestedAt").asString();
    }
}
