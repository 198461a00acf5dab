package io.memoryorchestrator.cli.flags;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.http.Api;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code memctl flags}: which adapters are switched on, for whom, and who said so. */
@Command(
        name = "flags",
        description = "Show and set the feature flags of adapters.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = FlagsSet.class)
public final class FlagsCommand {

    static final String FLAGS = "/v1/ops/flags";

    @Command(name = "list", description = "The flags as the server sees them.")
    int list(@Mixin CommonOptions common) {
        Console console = common.console();
        JsonNode answer = common.api().get(FLAGS);
        console.say("change " + answer.path("snapshot").asString("?") + " from "
                + answer.path("provider").asString("?") + ", as "
                + answer.path("instance").asString("?") + " sees it"
                + (answer.path("stale").asBoolean(false)
                        ? "; NOT CURRENT since " + answer.path("staleSince").asString("?") + ": "
                                + answer.path("error").asString("")
                        : ""));
        for (JsonNode flag : answer.path("flags")) {
            console.say(flag.path("adapter").asString() + "  " + state(flag) + "  ("
                    + flag.path("reason").asString() + ")");
            flag.path("rules").forEach(rule -> console.say("  " + line(rule)));
        }
        return print(console, answer);
    }

    @Command(name = "history", description = "Who changed what, when and why; newest first.")
    int history(
            @Mixin CommonOptions common,
            @Option(names = "--adapter", paramLabel = "NAME", description = "Of this adapter only.") @Nullable
                    String adapter,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most so many.")
                    int limit) {
        JsonNode changes = common.api()
                .get(FLAGS + "/history?limit=" + limit + (adapter == null ? "" : "&adapter=" + Api.segment(adapter)));
        changes.forEach(change -> common.console().say(line(change)));
        common.console().result(Map.of("changes", changes));
        return 0;
    }

    static int print(Console console, JsonNode answer) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        answer.properties().forEach(each -> json.put(each.getKey(), each.getValue()));
        console.result(json);
        return 0;
    }

    static String line(JsonNode change) {
        String tenant = change.path("tenant").asString("");
        int percentage = change.path("percentage").asInt(100);
        return change.path("version").asString() + "  " + change.path("at").asString() + "  "
                + change.path("adapter").asString() + " " + state(change)
                + (tenant.isEmpty() ? "" : " for " + tenant)
                + (percentage == 100 ? "" : " for " + percentage + "% of users") + "  by "
                + change.path("by").asString() + ": " + change.path("reason").asString();
    }

    private static String state(JsonNode flag) {
        if (flag.has("paused")) {
            return flag.path("paused").asBoolean(false) ? "paused" : "running";
        }
        return flag.path("enabled").asBoolean(false) ? "on" : "off";
    }
}
