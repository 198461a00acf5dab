package io.memoryorchestrator.cli.context;

import io.memoryorchestrator.cli.console.Console;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Shows why items stand where they stand. */
final class Explanations {

    private Explanations() {}

    /** @param explanations as the server answers them; nothing is shown where there are none */
    static void show(Console console, JsonNode explanations) {
        for (JsonNode each : explanations) {
            console.say(String.format(
                    Locale.ROOT,
                    "%3s  %s  %.2f = %s",
                    each.path("place").isNumber() ? each.path("place").asString() : "-",
                    each.path("id").asString(""),
                    each.path("score").asDouble(0),
                    parts(each.path("scoreParts"))));
            console.say(
                    "     " + ranks(each.path("ranks")) + each.path("reason").asString(""));
        }
    }

    private static String parts(JsonNode parts) {
        return parts.properties().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, JsonNode> part) ->
                                Math.abs(part.getValue().asDouble(0)))
                        .reversed())
                .map(part -> String.format(
                        Locale.ROOT, "%s %+.2f", part.getKey(), part.getValue().asDouble(0)))
                .collect(Collectors.joining(", "));
    }

    private static String ranks(JsonNode ranks) {
        return ranks.isEmpty()
                ? ""
                : ranks.properties().stream()
                        .map(rank -> rank.getKey() + " #" + rank.getValue().asInt(0))
                        .collect(Collectors.joining(", ", "", "; "));
    }
}
