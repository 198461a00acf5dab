package io.memoryorchestrator.cli.intent;

import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.console.Json;
import io.memoryorchestrator.cli.console.ProgressBar;
import io.memoryorchestrator.cli.http.Api;
import io.memoryorchestrator.cli.http.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code memctl sync}: whole sessions as syncSession intents; the server stores the difference. */
@Command(name = "sync", description = "Send whole sessions (JSONL of turns) as syncSession intents.")
public final class SyncCommand implements Callable<Integer> {

    private static final List<String> OF_THE_SESSION =
            List.of("tenantId", "userId", "sessionId", "threadId", "agentId", "namespace");

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private Owner owner = new Owner();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Parameters(paramLabel = "FILE", description = "The transcript; - for standard input.")
    private String file = "-";

    @Override
    public Integer call() {
        Console console = common.console();
        SendTally tally = new SendTally(console);
        Map<String, List<TurnLine>> sessions = new LinkedHashMap<>();
        new Transcript(file, owner.defaults(), Instant.now())
                .forEach(
                        line -> sessions.computeIfAbsent(line.key(), key -> new ArrayList<>())
                                .add(line),
                        (why, number) -> tally.refused(number, why));
        sessions.values().forEach(SyncCommand::check);
        Api api = common.api();
        long turns = 0;
        try (ProgressBar bar = console.progress("syncing", sessions.size())) {
            for (List<TurnLine> session : sessions.values()) {
                turns += session.size();
                for (int from = 0; from < session.size(); from += SessionSync.MAX_TURNS) {
                    sync(api, tally, session.subList(from, Math.min(session.size(), from + SessionSync.MAX_TURNS)));
                }
                bar.advance(1);
            }
        }
        report(console, api, tally, sessions.size(), turns);
        return 0;
    }

    /** A turn without an id is matched by its words within one intent, so it cannot be told from those of another. */
    private static void check(List<TurnLine> session) {
        if (session.size() <= SessionSync.MAX_TURNS) {
            return;
        }
        session.stream()
                .filter(line -> !line.turn().hasNonNull("turnId"))
                .findFirst()
                .ifPresent(line -> {
                    throw new CommandFailure("Nothing was sent: the session of line " + line.number() + " has "
                            + session.size() + " turns, more than the " + SessionSync.MAX_TURNS
                            + " of one sync, and this line has no turnId, so a repeated turn could be taken for one that is"
                            + " stored; give every turn of the session a turnId, or use 'memctl send'.");
                });
    }

    private void sync(Api api, SendTally tally, List<TurnLine> turns) {
        // With an id of its own an intent can be sent again when the answer to the first try was lost.
        Map<String, Object> envelope = Map.of(
                "id", UUID.randomUUID().toString(), "type", "syncSession", "source", "/memctl", "data", body(turns));
        try {
            JsonNode receipt = wait.patience().with(() -> api.post("/v1/intents", envelope));
            tally.accepted(List.of(receipt.path("intentId").asString()));
        } catch (ApiException refused) {
            if (refused.isTemporary()) {
                throw refused;
            }
            tally.refused(
                    turns.getFirst().number(),
                    "and the rest of its session were refused (" + refused.code() + "): " + refused.detail());
        }
    }

    private static ObjectNode body(List<TurnLine> turns) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ObjectNode first = turns.getFirst().turn();
        for (String field : OF_THE_SESSION) {
            if (first.hasNonNull(field)) {
                body.set(field, first.get(field));
            }
        }
        var list = body.putArray("turns");
        for (TurnLine line : turns) {
            ObjectNode turn = line.turn().deepCopy();
            turn.remove(OF_THE_SESSION);
            turn.remove("idempotencyKey");
            list.add(turn);
        }
        return body;
    }

    private void report(Console console, Api api, SendTally tally, int sessions, long turns) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sessions", sessions);
        json.put("turns", turns);
        json.put("accepted", tally.intentIds().size());
        json.put("refused", tally.refusedCount());
        json.put("intentIds", tally.intentIds());
        console.say(tally.intentIds().size() + " sessions with " + turns + " turns accepted");
        Settlement settled = null;
        if (wait.wanted()) {
            settled = new IntentWaiter(api, wait.patience(), wait.longest()).await(tally.intentIds(), done -> {});
            json.putAll(SettlementReport.json(settled));
            SettlementReport.say(console, settled);
        }
        console.result(json);
        if (tally.refusedCount() > 0) {
            throw new CommandFailure(tally.refusedCount() + " sessions or lines were refused.");
        }
        if (settled != null) {
            SettlementReport.check(settled, wait.longest());
        }
    }
}
