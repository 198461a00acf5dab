package io.memoryorchestrator.cli.stack;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An adapter as the server reports it, for people: how it is, whether it is on, what waits for it, what failed last. */
final class AdapterLine {

    private AdapterLine() {}

    static List<String> of(JsonNode adapter) {
        List<String> lines = new ArrayList<>();
        lines.add("  adapter " + adapter.path("name").asString("?") + "  "
                + adapter.path("state").asString("?") + "  "
                + flag(adapter.path("flag")) + "  "
                + adapter.path("detail").asString(""));
        List<String> more = new ArrayList<>();
        if (adapter.has("circuit")) {
            String reason = adapter.path("circuitReason").asString("");
            more.add("circuit " + adapter.path("circuit").asString() + " since "
                    + adapter.path("circuitSince").asString("?") + (reason.isEmpty() ? "" : " (" + reason + ")"));
        }
        JsonNode lag = adapter.path("lag");
        if (lag.isObject()) {
            more.add("lag " + lag.path("records").asLong(0) + " records, "
                    + Math.round(lag.path("seconds").asDouble(0)) + " s");
        }
        JsonNode failure = adapter.path("lastFailure");
        if (failure.isObject()) {
            String over = failure.path("recoveredAt").asString("");
            more.add("last failure " + failure.path("kind").asString() + " since "
                    + failure.path("since").asString() + (over.isEmpty() ? "" : ", over at " + over));
        }
        if (!more.isEmpty()) {
            lines.add("          " + String.join("; ", more));
        }
        return lines;
    }

    private static String flag(JsonNode flag) {
        String state = flag.has("paused")
                ? flag.path("paused").asBoolean(false) ? "paused" : "running"
                : flag.path("enabled").asBoolean(false) ? "on" : "off";
        return state + " (flags of change " + flag.path("snapshot").asString("?") + ")";
    }
}
