package io.memoryorchestrator.cli.demo;

import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.measure.Machine;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a run came to.
 *
 * @param sent turns of the conversation
 * @param counts what the database holds of them
 * @param seconds the whole run, start and stop of the stack included
 */
record DemoReport(int sent, DemoDatabase.Counts counts, DemoRun.Outcome outcome, double seconds) {

    long lost() {
        return sent - counts.distinct();
    }

    long duplicates() {
        return counts.names().size() - counts.distinct();
    }

    boolean holds() {
        return lost() == 0 && duplicates() == 0 && counts.embedded() >= sent && outcome.contextItems() > 0;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("turnsSent", sent);
        json.put("turnsStored", counts.names().size());
        json.put("lost", lost());
        json.put("duplicates", duplicates());
        json.put("redacted", counts.redacted());
        json.put("embedded", counts.embedded());
        json.put("intents", outcome.intents());
        json.put("viaKafka", outcome.viaKafka());
        json.put("viaHttp", outcome.viaHttp());
        json.put("contextItems", outcome.contextItems());
        json.put("contextMs", outcome.context().json());
        json.put("searchableMs", outcome.searchable().json());
        json.put("seconds", Math.round(seconds * 10) / 10.0);
        json.put("machine", Machine.json());
        json.put("settings", Map.of("mem0", "off", "cache", "on", "embedding", "in-process"));
        return json;
    }

    void say(Console console) {
        console.say("");
        console.say("Redacted before anything was written");
        counts.redacted().forEach((type, count) -> console.say(line("  %-14s %d", type, count)));
        console.say("");
        console.say("Stored");
        console.say(line(
                "  %d turns sent, %d stored, %d lost, %d twice",
                sent, counts.names().size(), lost(), duplicates()));
        console.say(line("  %d with a vector", counts.embedded()));
        console.say("  intents: " + outcome.intents() + ", " + outcome.viaHttp() + " over HTTP, " + outcome.viaKafka()
                + " over Kafka");
        console.say("");
        console.say("Remembered");
        for (DemoRun.Answer answer : outcome.answers()) {
            console.say("  " + answer.question().user() + " asks: "
                    + answer.question().text());
            int shown = 0;
            for (JsonNode item : answer.context().path("items")) {
                if (shown++ < 3) {
                    console.say(line(
                            "    %5.2f  %-9s %s",
                            item.path("score").asDouble(0),
                            item.path("role").asString(""),
                            shortened(item.path("text").asString(""))));
                }
            }
        }
        console.say("");
        console.say("Timings");
        console.say(line(
                "  context     p50 %.1f ms, p99 %.1f ms over %d questions",
                outcome.context().percentile(0.5),
                outcome.context().percentile(0.99),
                outcome.context().count()));
        console.say(line(
                "  searchable  p50 %.1f ms, p99 %.1f ms after the 202, over %d turns",
                outcome.searchable().percentile(0.5),
                outcome.searchable().percentile(0.99),
                outcome.searchable().count()));
        console.say(line("  all in all  %.1f s", seconds));
    }

    private static String shortened(String text) {
        String one = text.replace('\n', ' ');
        return one.length() <= 100 ? one : one.substring(0, 99) + "…";
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
