package io.memoryorchestrator.cli.flags;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.http.Api;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code memctl flags set}: every process obeys within two seconds. */
@Command(
        name = "set",
        description = "Switch an adapter on or off, or pause and resume intake with the canonical store's name.")
final class FlagsSet implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "ADAPTER", description = "Such as mem0, cache, supabase.")
    private String adapter = "";

    @ArgGroup(multiplicity = "1")
    private Wish wish = new Wish();

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "For this tenant only; its rule comes before the others'.")
    private @Nullable String tenant;

    @Option(
            names = "--percentage",
            paramLabel = "N",
            description = "For so many of the users, 0 to 100; always the same ones, and more of them as it grows.")
    private @Nullable Integer percentage;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it stands in the history.")
    private String reason = "";

    /** Exactly one of four. */
    static final class Wish {
        @Option(names = "--on", required = true, description = "Switch on.")
        private boolean on;

        @Option(names = "--off", required = true, description = "Switch off.")
        private boolean off;

        @Option(names = "--pause", required = true, description = "Pause intake: intents wait in Kafka.")
        private boolean pause;

        @Option(names = "--resume", required = true, description = "Resume intake.")
        private boolean resume;

        Map<String, Object> body() {
            Map<String, Object> body = new LinkedHashMap<>();
            if (on || off) {
                body.put("enabled", on);
            } else {
                body.put("paused", pause);
            }
            return body;
        }
    }

    @Override
    public Integer call() {
        Map<String, Object> body = wish.body();
        if (tenant != null) {
            body.put("tenant", tenant);
        }
        if (percentage != null) {
            body.put("percentage", percentage);
        }
        body.put("reason", reason);
        JsonNode change = common.api().put(FlagsCommand.FLAGS + "/" + Api.segment(adapter), body);
        common.console().say(FlagsCommand.line(change));
        return FlagsCommand.print(common.console(), change);
    }
}
