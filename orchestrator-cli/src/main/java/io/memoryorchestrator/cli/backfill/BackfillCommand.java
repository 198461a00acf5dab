package io.memoryorchestrator.cli.backfill;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.console.Json;
import io.memoryorchestrator.cli.http.Api;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code memctl backfill}: do again for stored turns what is done for new ones. */
@Command(
        name = "backfill",
        description = "Start, watch and steer backfill jobs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = BackfillStart.class)
public final class BackfillCommand {

    private static final String JOBS = "/v1/ops/backfills";

    @Command(name = "list", description = "The latest jobs.")
    int list(@Mixin CommonOptions common) {
        JsonNode jobs = common.api().get(JOBS);
        jobs.forEach(job -> common.console().say(line(job)));
        common.console().result(Map.of("jobs", jobs));
        return 0;
    }

    @Command(name = "show", description = "One job.")
    int show(@Mixin CommonOptions common, @Parameters(paramLabel = "ID") String id) {
        return print(common.console(), common.api().get(path(id)));
    }

    @Command(name = "pause", description = "Halt a job; it can be resumed.")
    int pause(@Mixin CommonOptions common, @Parameters(paramLabel = "ID") String id) {
        return print(common.console(), common.api().post(path(id) + "/pause", null));
    }

    @Command(name = "resume", description = "Go on with a paused job.")
    int resume(@Mixin CommonOptions common, @Parameters(paramLabel = "ID") String id) {
        return print(common.console(), common.api().post(path(id) + "/resume", null));
    }

    @Command(name = "cancel", description = "End a job for good.")
    int cancel(@Mixin CommonOptions common, @Parameters(paramLabel = "ID") String id) {
        return print(common.console(), common.api().post(path(id) + "/cancel", null));
    }

    static String path(String id) {
        return JOBS + "/" + Api.segment(id);
    }

    static int print(Console console, JsonNode job) {
        console.say(line(job));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        job.properties().forEach(each -> json.put(each.getKey(), each.getValue()));
        console.result(json);
        return 0;
    }

    static String line(JsonNode job) {
        String reason = job.path("reason").asString("");
        return job.path("id").asString() + "  " + job.path("state").asString() + "  "
                + job.path("done").asLong(0) + " of " + job.path("total").asLong(0) + " done, "
                + job.path("failed").asLong(0) + " failed  "
                + Json.MAPPER.writeValueAsString(job.path("request")) + (reason.isEmpty() ? "" : "  (" + reason + ")");
    }
}
