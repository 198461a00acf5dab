package io.memoryorchestrator.cli.deadletter;

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

/** {@code memctl dlt}: records that were set aside. */
@Command(
        name = "dlt",
        description = "List, show, replay and discard dead letters.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DeadLetterReplay.class, DeadLetterDiscard.class})
public final class DeadLetterCommand {
    static final String LETTERS = "/v1/ops/dead-letters";

    @Command(name = "list", description = "By topic and reason, those with most open letters first.")
    int list(@Mixin CommonOptions common) {
        JsonNode overview = common.api().get(LETTERS);
        Console console = common.console();
        if (overview.path("groups").isEmpty()) {
            console.say("There are no dead letters.");
        }
        overview.path("groups").forEach(group -> {
            console.say(line(group));
            group.path("latest").forEach(id -> console.say("    " + id.asString()));
        });
        if (!overview.path("complete").asBoolean(true)) {
            console.note("There are more than are read at once; the oldest are not counted.");
        }
        console.result(fields(overview));
        return 0;
    }

    @Command(name = "show", description = "One letter with its redacted payload.")
    int show(@Mixin CommonOptions common, @Parameters(paramLabel = "ID") String id) {
        JsonNode letter = common.api().get(LETTERS + "/" + Api.segment(id));
        Console console = common.console();
        letter.properties().forEach(each -> console.say(each.getKey() + ": " + text(each.getValue())));
        console.result(fields(letter));
        return 0;
    }

    private static String line(JsonNode group) {
        long looping = group.path("looping").asLong(0);
        return group.path("open").asLong(0) + " open  " + group.path("reason").asString("") + "  on "
                + group.path("topic").asString("") + "  from "
                + group.path("firstSeen").asString("") + " to "
                + group.path("lastSeen").asString("")
                + (looping == 0
                        ? ""
                        : "  (" + looping + " came back after a replay, at most "
                                + group.path("mostReplays").asLong(0) + " times)")
                + "\n    " + group.path("detail").asString("");
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    static Map<String, @Nullable Object> fields(JsonNode json) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        json.properties().forEach(each -> fields.put(each.getKey(), each.getValue()));
        return fields;
    }
}
