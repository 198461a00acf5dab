package io.memoryorchestrator.cli.demo;

import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Json;
import io.memoryorchestrator.cli.console.ProgressBar;
import io.memoryorchestrator.cli.context.KafkaQuestion;
import io.memoryorchestrator.cli.http.Api;
import io.memoryorchestrator.cli.intent.CloudEvent;
import io.memoryorchestrator.cli.measure.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;

/** Sends the conversation through every way there is, and remembers what it sent and how long things took. */
final class DemoRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(3);

    private final Api api;
    private final String bootstrapServers;
    private final ProgressBar progress;

    private final List<String> intentIds = new ArrayList<>();
    private final Map<String, Integer> intents = new LinkedHashMap<>();
    private final Latencies searchable = new Latencies();
    private final Latencies context = new Latencies();
    private final List<Answer> answers = new ArrayList<>();
    private int viaHttp;
    private int viaKafka;

    DemoRun(Api api, String bootstrapServers, ProgressBar progress) {
        this.api = api;
        this.bootstrapServers = bootstrapServers;
        this.progress = progress;
        for (String name : List.of("turnCommitted", "sessionSync", "sessionBackfill", "contextFetch")) {
            intents.put(name, 0);
        }
    }

    /** How many steps {@link #play} will report as progress. */
    static int steps(DemoConversation conversation) {
        return conversation.turns().size() + conversation.questions().size();
    }

    void play(DemoConversation conversation) {
        conversation.via("http").forEach(this::commitOverHttp);
        commitOverKafka(conversation.via("kafka"));
        sync(conversation.via("sync"));
        // The whole first session once more, as a frontend does after a reconnect: nothing may be added by it.
        sync(conversation.via("http"));
        awaitEnriched();
        backfill(conversation.users().getFirst());
        ask(conversation.questions());
    }

    private void commitOverHttp(DemoTurn turn) {
        JsonNode receipt = api.post("/v1/intents/turn-committed", turn.intent());
        long accepted = System.nanoTime();
        sent("turnCommitted", receipt);
        Map<String, Object> byWords = turn.owner();
        byWords.remove("sessionId");
        byWords.put("query", turn.content());
        byWords.put("include", List.of("words"));
        byWords.put("limit", 50);
        await("the turn " + turn.turnId() + " can be found", () -> found(api.post("/v1/context", byWords), turn));
        searchable.add(System.nanoTime() - accepted);
        progress.advance(1);
    }

    private static boolean found(JsonNode context, DemoTurn turn) {
        for (JsonNode item : context.path("items")) {
            if (turn.turnId().equals(item.path("turnId").asString(""))) {
                return true;
            }
        }
        return false;
    }

    private void commitOverKafka(List<DemoTurn> turns) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.block.ms", 15_000);
        try (var producer =
                new KafkaProducer<String, byte[]>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (DemoTurn turn : turns) {
                String id = UUID.randomUUID().toString();
                ProducerRecord<String, byte[]> intent = new ProducerRecord<>(
                        IntentType.TURN_COMMITTED.topic(),
                        "default:" + turn.user() + ":" + turn.sessionId(),
                        Json.MAPPER.writeValueAsBytes(turn.intent()));
                CloudEvent.of(id, IntentType.TURN_COMMITTED).addTo(intent);
                producer.send(intent);
                intentIds.add(id);
                intents.merge("turnCommitted", 1, Integer::sum);
                viaKafka++;
                progress.advance(1);
            }
            producer.flush();
        }
    }

    private void sync(List<DemoTurn> turns) {
        Map<String, Object> transcript = turns.getFirst().owner();
        transcript.put("turns", turns.stream().map(DemoTurn::told).toList());
        sent("sessionSync", api.post("/v1/intents/session-sync", transcript));
        if (turns.getFirst().via().equals("sync")) {
            progress.advance(turns.size());
        }
    }

    private void awaitEnriched() {
        for (String id : intentIds) {
            await("intent " + id + " is stored and embedded", () -> enriched(id));
        }
    }

    private boolean enriched(String intentId) {
        JsonNode report;
        try {
            report = api.get("/v1/intents/" + Api.segment(intentId));
        } catch (CommandFailure notKnownYet) {
            // Sent straight to the broker, it is known only once the intake has seen it.
            return false;
        }
        String status = report.path("status").asString("");
        if (status.equals("FAILED")) {
            throw new CommandFailure(
                    "Intent " + intentId + " failed: " + report.path("reason").asString(""));
        }
        return status.equals("ENRICHED") || status.equals("SKIPPED");
    }

    private void backfill(String user) {
        JsonNode receipt = api.post(
                "/v1/intents/session-backfill",
                Map.of("scope", Map.of("tenantId", "default", "userId", user), "targets", List.of("embeddings")));
        intents.merge("sessionBackfill", 1, Integer::sum);
        viaHttp++;
        String path = "/v1/ops/backfills/" + receipt.path("intentId").asString();
        await("the backfill is through", () -> finished(path));
    }

    private boolean finished(String path) {
        JsonNode job;
        try {
            job = api.get(path);
        } catch (CommandFailure notOpenedYet) {
            return false;
        }
        if (job.path("state").asString("").equals("FAILED")) {
            throw new CommandFailure(
                    "The backfill failed: " + job.path("reason").asString(""));
        }
        return job.path("state").asString("").equals("FINISHED");
    }

    /** Each question several times over HTTP, the first ones cold; and once for each user over Kafka. */
    private void ask(List<DemoConversation.Question> questions) {
        for (int round = 0; round < 5; round++) {
            for (DemoConversation.Question question : questions) {
                long began = System.nanoTime();
                JsonNode answer = api.post("/v1/context", fetch(question));
                context.add(System.nanoTime() - began);
                asked();
                viaHttp++;
                if (round == 0) {
                    answers.add(new Answer(question, answer));
                    progress.advance(1);
                }
            }
        }
        for (String user : questions.stream()
                .map(DemoConversation.Question::user)
                .distinct()
                .toList()) {
            DemoConversation.Question first = questions.stream()
                    .filter(each -> each.user().equals(user))
                    .findFirst()
                    .orElseThrow();
            KafkaQuestion.ask(bootstrapServers, "default:" + user + ":", fetch(first), PATIENCE);
            asked();
            viaKafka++;
        }
    }

    private static Map<String, Object> fetch(DemoConversation.Question question) {
        return Map.of("userId", question.user(), "query", question.text(), "limit", 5, "deadlineMs", 2000);
    }

    private void asked() {
        intents.merge("contextFetch", 1, Integer::sum);
    }

    private void sent(String name, JsonNode receipt) {
        intentIds.add(receipt.path("intentId").asString());
        intents.merge(name, 1, Integer::sum);
        viaHttp++;
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new CommandFailure("Waited " + PATIENCE.toSeconds() + " s in vain until " + what
                        + "; see the server's log (./memctl status names it).");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    Outcome outcome() {
        return new Outcome(intents, viaHttp, viaKafka, searchable, context, answers);
    }

    /** What a user got back for a question. */
    record Answer(DemoConversation.Question question, JsonNode context) {}

    /** What was sent, and how long things took. */
    record Outcome(
            Map<String, Integer> intents,
            int viaHttp,
            int viaKafka,
            Latencies searchable,
            Latencies context,
            List<Answer> answers) {
        int contextItems() {
            return answers.stream()
                    .mapToInt(answer -> answer.context().path("items").size())
                    .sum();
        }
    }
}
