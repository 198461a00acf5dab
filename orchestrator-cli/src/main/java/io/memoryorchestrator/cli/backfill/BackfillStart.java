package io.memoryorchestrator.cli.backfill;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.console.Json;
import io.memoryorchestrator.cli.console.ProgressBar;
import io.memoryorchestrator.cli.http.Api;
import io.memoryorchestrator.cli.http.ApiException;
import io.memoryorchestrator.cli.http.Patience;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code memctl backfill start}: a backfillSession intent, whose id is the id of the job it starts. */
@Command(name = "start", description = "Start a job over stored turns.")
final class BackfillStart implements Callable<Integer> {

    private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELLED");
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--tenant", paramLabel = "ID", description = "Turns of this tenant.")
    private @Nullable String tenant;

    @Option(names = "--user", paramLabel = "ID", description = "Turns of this user.")
    private @Nullable String user;

    @Option(names = "--session", paramLabel = "ID", description = "Turns of this session; needs --user.")
    private @Nullable String session;

    @Option(names = "--all", description = "All turns.")
    private boolean all;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Turns said at or after, such as 2026-01-01T00:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Turns said before.")
    private @Nullable String until;

    @Option(
            names = "--target",
            required = true,
            split = ",",
            paramLabel = "TARGET",
            description = "embeddings, mem0 or cache; several with commas.")
    private List<String> targets = List.of();

    @Option(names = "--rate", paramLabel = "N", description = "Turns a second at most.")
    private @Nullable Integer rate;

    @Option(names = "--dry-run", description = "Count only.")
    private boolean dryRun;

    @Option(names = "--wait", description = "Wait until the job has ended.")
    private boolean wait;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "600", description = "Stop waiting after this.")
    private int timeoutSeconds;

    @Override
    public Integer call() {
        if (!all && tenant == null && user == null) {
            throw usage("say which turns: --tenant, --user, --session with --user, or --all");
        }
        if (all && (tenant != null || user != null || session != null)) {
            throw usage("--all cannot be combined with --tenant, --user or --session");
        }
        Console console = common.console();
        Api api = common.api();
        Map<String, Object> envelope = Map.of(
                "id", UUID.randomUUID().toString(), "type", "backfillSession", "source", "/memctl", "data", body());
        JsonNode receipt = new Patience(Duration.ofSeconds(30)).with(() -> api.post("/v1/intents", envelope));
        String id = receipt.path("intentId").asString();
        if (wait) {
            JsonNode job = awaitEnd(console, api, id);
            BackfillCommand.print(console, job);
            check(id, job);
            return 0;
        }
        console.say("backfill " + id + " is accepted; watch it with 'memctl backfill show " + id + "'");
        console.result(Map.of("id", id, "status", receipt.path("status").asString()));
        return 0;
    }

    private Map<String, Object> body() {
        Map<String, Object> scope = new LinkedHashMap<>();
        put(scope, "tenantId", tenant);
        put(scope, "userId", user);
        put(scope, "sessionId", session);
        if (all) {
            scope.put("all", true);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("scope", scope);
        body.put("targets", targets);
        put(body, "since", since);
        put(body, "until", until);
        put(body, "rate", rate);
        body.put("dryRun", dryRun);
        return body;
    }

    private JsonNode awaitEnd(Console console, Api api, String id) {
        long end = System.nanoTime() + Duration.ofSeconds(timeoutSeconds).toNanos();
        long shown = 0;
        try (ProgressBar bar = console.progress("backfilled", 0)) {
            while (System.nanoTime() < end) {
                JsonNode job = find(api, id);
                long done = job.path("done").asLong(0);
                bar.advance(done - shown);
                shown = done;
                if (ENDED.contains(job.path("state").asString(""))) {
                    return job;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        throw new CommandFailure("The backfill " + id + " has not ended after " + timeoutSeconds
                + " s; it goes on, see 'memctl backfill show " + id + "'.");
    }

    private static void check(String id, JsonNode job) {
        String state = job.path("state").asString("");
        if (!state.equals("FINISHED")) {
            String reason = job.path("reason").asString("");
            throw new CommandFailure("The backfill " + id + (state.equals("FAILED") ? " failed" : " was cancelled")
                    + (reason.isEmpty() ? "" : " (" + reason + ")") + " after "
                    + job.path("done").asLong(0)
                    + " turns; what is missing is done by another 'memctl backfill start'.");
        }
    }

    private static JsonNode find(Api api, String id) {
        try {
            return new Patience(Duration.ofSeconds(60)).with(() -> api.get(BackfillCommand.path(id)));
        } catch (ApiException notStartedYet) {
            if (notStartedYet.status() == 404) {
                return Json.MAPPER.createObjectNode();
            }
            throw notStartedYet;
        }
    }

    private ParameterException usage(String message) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        return new ParameterException(spec.commandLine(), message);
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
