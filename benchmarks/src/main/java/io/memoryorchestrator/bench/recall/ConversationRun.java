package io.memoryorchestrator.bench.recall;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.console.ProgressBar;
import io.memoryorchestrator.cli.http.Api;
import io.memoryorchestrator.cli.http.Patience;
import io.memoryorchestrator.cli.measure.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Conversations sent to a running server as syncSession intents, and their questions asked through fetchContext. */
final class ConversationRun {

    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(60));
    private static final Duration ENRICHED = Duration.ofMinutes(20);
    private static final int DEEPEST = 50;

    /** No question is to be answered in part because the machine is busy; how long it took is told separately. */
    private static final int DEADLINE_MS = 10_000;

    private final Api api;
    private final Console console;
    private final String tenant = "eval-" + UUID.randomUUID().toString().substring(0, 8);
    private final RecallFigures figures = new RecallFigures();
    private final Latencies first = new Latencies();
    private final Latencies again = new Latencies();
    private final Map<String, Integer> missing = new TreeMap<>();
    private int degraded;

    ConversationRun(Api api, Console console) {
        this.api = api;
        this.console = console;
    }

    void load(List<Conversation> conversations) {
        List<String> intents = new ArrayList<>();
        for (Conversation conversation : conversations) {
            conversation.sessions().forEach((session, turns) -> {
                Map<String, Object> sync = new HashMap<>(whose(conversation));
                sync.put("sessionId", session);
                sync.put("turns", turns);
                intents.add(PATIENCE.with(() -> api.post("/v1/intents/session-sync", sync))
                        .path("intentId")
                        .asString());
            });
        }
        awaitEnriched(intents);
    }

    /** Asks every question once for the figures, and once more for the time that it takes with its vector known. */
    void ask(List<Conversation> conversations) {
        int questions =
                conversations.stream().mapToInt(each -> each.questions().size()).sum();
        try (ProgressBar bar = console.progress("asking", questions)) {
            for (Conversation conversation : conversations) {
                for (Conversation.Asked question : conversation.questions()) {
                    JsonNode answer = fetch(conversation, question, DEEPEST, first);
                    List<String> ranked = new ArrayList<>();
                    answer.path("items")
                            .forEach(item -> ranked.add(item.path("turnId").asString("")));
                    figures.add(question, ranked);
                    degraded += missing(answer) ? 1 : 0;
                    fetch(conversation, question, 20, again);
                    bar.advance(1);
                }
            }
        }
    }

    RecallFigures figures() {
        return figures;
    }

    /** With the question's vector to be made, and 50 items. */
    Latencies first() {
        return first;
    }

    /** With the question's vector known, and 20 items. */
    Latencies again() {
        return again;
    }

    /** How many answers lacked a list. */
    int degraded() {
        return degraded;
    }

    /** What they lacked, as they said it, and how many of them. */
    Map<String, Integer> missing() {
        return missing;
    }

    private JsonNode fetch(Conversation conversation, Conversation.Asked question, int limit, Latencies latencies) {
        Map<String, Object> fetch = new HashMap<>(whose(conversation));
        fetch.put("query", question.text());
        fetch.put("limit", limit);
        fetch.put("tokenBudget", 20_000);
        fetch.put("deadlineMs", DEADLINE_MS);
        long began = System.nanoTime();
        JsonNode answer = api.post("/v1/context", fetch);
        latencies.add(System.nanoTime() - began);
        return answer;
    }

    private boolean missing(JsonNode answer) {
        boolean lacking = false;
        for (JsonNode entry : answer.path("degraded")) {
            String what = entry.asString("");
            if (!what.startsWith("block")) {
                missing.merge(what, 1, Integer::sum);
                lacking = true;
            }
        }
        return lacking;
    }

    private Map<String, Object> whose(Conversation conversation) {
        return Map.of("tenantId", tenant, "userId", conversation.name());
    }

    private void awaitEnriched(List<String> intents) {
        long end = System.nanoTime() + ENRICHED.toNanos();
        try (ProgressBar bar = console.progress("loading sessions", intents.size())) {
            for (String intent : intents) {
                String status = "";
                while (!status.equals("ENRICHED")) {
                    JsonNode report = PATIENCE.with(() -> api.get("/v1/intents/" + Api.segment(intent)));
                    status = report.path("status").asString("");
                    if (status.equals("FAILED") || status.equals("SKIPPED") || System.nanoTime() > end) {
                        throw new CommandFailure("A session was not stored and embedded: " + report);
                    }
                    if (!status.equals("ENRICHED")) {
                        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                    }
                }
                bar.advance(1);
            }
        }
    }
}
