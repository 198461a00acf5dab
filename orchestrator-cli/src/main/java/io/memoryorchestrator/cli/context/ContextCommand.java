package io.memoryorchestrator.cli.context;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.console.Json;
import io.memoryorchestrator.cli.stack.ServerAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code memctl context}: fetchContext. */
@Command(name = "context", description = "Fetch what is remembered that bears on a question.")
public final class ContextCommand implements Callable<Integer> {

    enum Way {
        http,
        kafka
    }

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--tenant", paramLabel = "ID", description = "Whose tenant.")
    private @Nullable String tenant;

    @Option(names = "--user", required = true, paramLabel = "ID", description = "Whose memory.")
    private String user = "";

    @Option(names = "--session", paramLabel = "ID", description = "The conversation going on.")
    private @Nullable String session;

    @Option(names = "--query", paramLabel = "TEXT", description = "The question; without one, the recent turns.")
    private @Nullable String query;

    @Option(names = "--limit", paramLabel = "N", description = "Items at most.")
    private @Nullable Integer limit;

    @Option(names = "--token-budget", paramLabel = "N", description = "Size of the rendered block at most.")
    private @Nullable Integer tokenBudget;

    @Option(names = "--include", split = ",", paramLabel = "PART", description = "recent, words, vectors, nodes, mem0.")
    private @Nullable List<String> include;

    @Option(names = "--deadline-ms", paramLabel = "N", description = "Answer by then with what there is.")
    private @Nullable Long deadlineMs;

    @Option(names = "--explain", description = "Say why each item stands where it stands.")
    private boolean explain;

    @Option(
            names = "--explain-id",
            split = ",",
            paramLabel = "ID",
            description = "Say why this turn or note is not among the items; may be given several times.")
    private @Nullable List<String> explainIds;

    @Option(
            names = "--weight",
            paramLabel = "NAME=VALUE",
            description = "What a feature of ranking counts in this call; may be given several times.")
    private @Nullable Map<String, Double> weights;

    @Option(
            names = "--via",
            defaultValue = "http",
            paramLabel = "WAY",
            description = "http, or kafka for request/reply (default: http).")
    private Way via = Way.http;

    @Override
    public Integer call() {
        Console console = common.console();
        Map<String, Object> fetch = fetch();
        long began = System.nanoTime();
        JsonNode answer = via == Way.kafka
                ? KafkaQuestion.ask(ServerAddress.bootstrapServers(), key(), fetch, Duration.ofSeconds(30))
                : common.api().post("/v1/context", fetch);
        double millis = (System.nanoTime() - began) / 1e6;
        show(console, answer, millis);
        Map<String, Object> json = new LinkedHashMap<>();
        answer.properties().forEach(each -> json.put(each.getKey(), each.getValue()));
        json.put("via", via.name());
        json.put("roundTripMs", Math.round(millis * 10) / 10.0);
        console.result(json);
        return 0;
    }

    private Map<String, Object> fetch() {
        Map<String, Object> fetch = new LinkedHashMap<>();
        put(fetch, "tenantId", tenant);
        fetch.put("userId", user);
        put(fetch, "sessionId", session);
        put(fetch, "query", query);
        put(fetch, "limit", limit);
        put(fetch, "tokenBudget", tokenBudget);
        put(fetch, "include", include);
        put(fetch, "deadlineMs", deadlineMs);
        put(fetch, "weights", weights);
        put(fetch, "explain", explain ? true : null);
        put(fetch, "explainIds", explainIds);
        return fetch;
    }

    private String key() {
        return (tenant == null ? "default" : tenant) + ":" + user + ":" + (session == null ? "" : session);
    }

    private static void show(Console console, JsonNode answer, double millis) {
        if (!answer.path("items").isArray()) {
            throw new CommandFailure("The answer is no context: " + Json.MAPPER.writeValueAsString(answer));
        }
        for (JsonNode item : answer.path("items")) {
            console.say(String.format(
                    Locale.ROOT,
                    "%.2f  %s  %s",
                    item.path("score").asDouble(0),
                    item.path("role").asString(item.path("kind").asString("")),
                    item.path("text").asString("").replace("\n", " ")));
        }
        Explanations.show(console, answer.path("explanations"));
        console.say(answer.path("items").size() + " items, " + answer.path("tokens") + " tokens, " + Math.round(millis)
                + " ms" + (answer.path("degraded").isEmpty() ? "" : ", degraded: " + answer.path("degraded")));
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
