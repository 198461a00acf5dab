package io.memoryorchestrator.cli.deadletter;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.console.ProgressBar;
import io.memoryorchestrator.cli.http.Api;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * {@code memctl dlt replay}: letters back to the topics that they came from. Only those that were set aside before it began,
 * so that one that comes back is not replayed in a circle.
 */
@Command(name = "replay", description = "Put letters back on the topics that they came from.")
final class DeadLetterReplay implements Callable<Integer> {
    private static final int AT_ONCE = 100;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LetterChoice choice = new LetterChoice();

    @Option(names = "--dry-run", description = "Say what would happen, and do nothing.")
    private boolean dryRun;

    @Option(names = "--rate", paramLabel = "N", description = "Letters a second at most.")
    private @Nullable Integer rate;

    @Override
    public Integer call() {
        Map<String, Object> body = new LinkedHashMap<>(choice.body());
        body.put("before", Clock.systemUTC().instant().toString());
        Console console = common.console();
        return dryRun ? rehearse(console, common.api(), body) : replay(console, common.api(), body);
    }

    private static int rehearse(Console console, Api api, Map<String, Object> body) {
        body.put("dryRun", true);
        body.put("limit", 1_000);
        JsonNode plan = api.post(DeadLetterCommand.LETTERS + "/replay", body);
        plan.path("letters")
                .forEach(letter -> console.say(letter.path("outcome").asString("") + "  "
                        + letter.path("id").asString("") + "  "
                        + letter.path("reason").asString("")));
        console.say("would be: "
                + sums(
                        plan.path("replayed").asLong(0),
                        plan.path("suppressed").asLong(0),
                        plan.path("withheld").asLong(0))
                + (plan.path("left").asLong(0) > 0
                        ? ", and " + plan.path("left").asLong(0) + " more not looked at"
                        : ""));
        console.result(DeadLetterCommand.fields(plan));
        return 0;
    }

    private int replay(Console console, Api api, Map<String, Object> body) {
        body.put("limit", rate == null ? AT_ONCE : Math.clamp(rate, 1, AT_ONCE));
        long replayed = 0;
        long suppressed = 0;
        JsonNode done;
        try (ProgressBar bar = console.progress("replayed", 0)) {
            do {
                long began = System.nanoTime();
                done = api.post(DeadLetterCommand.LETTERS + "/replay", body);
                long now = done.path("replayed").asLong(0);
                replayed += now;
                suppressed += done.path("suppressed").asLong(0);
                bar.advance(now);
                if (done.path("left").asLong(0) > 0) {
                    keepRate(now, began);
                }
            } while (done.path("left").asLong(0) > 0);
        }
        long withheld = done.path("withheld").asLong(0);
        console.say(sums(replayed, suppressed, withheld));
        console.result(Map.of("replayed", replayed, "suppressed", suppressed, "withheld", withheld));
        return 0;
    }

    private void keepRate(long letters, long began) {
        if (rate != null) {
            long owed = Duration.ofSeconds(letters).toNanos() / rate - (System.nanoTime() - began);
            LockSupport.parkNanos(Math.max(0, owed));
        }
    }

    private static String sums(long replayed, long suppressed, long withheld) {
        return replayed + " replayed, " + suppressed + " suppressed (user erased), " + withheld
                + " left, as their value was withheld or nobody vouches for them";
    }
}
