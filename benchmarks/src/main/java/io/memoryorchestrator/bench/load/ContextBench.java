package io.memoryorchestrator.bench.load;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.measure.Latencies;
import io.memoryorchestrator.cli.stack.RunningStack;
import io.memoryorchestrator.cli.stack.UpRequest;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code memctl bench context}: fetchContext over HTTP beside its SQL run bare. */
@Command(name = "context", description = "fetchContext over HTTP, beside the same reads as bare SQL.")
public final class ContextBench implements Callable<Integer> {
    private static final long SEED = 7;
    private static final int USERS = 4;
    private static final int QUESTIONS = 40;
    private static final int WARM_UP_ROUNDS = 15;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--data", paramLabel = "DIR", description = "Folder with sgd-*.jsonl (default: made-up chats).")
    private @Nullable Path data;

    @Option(
            names = "--turns",
            paramLabel = "N",
            defaultValue = "1600",
            description = "Turns, of four users (default: 1600).")
    private int turns = 1_600;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Questions asked (default: 1000).")
    private int requests = 1_000;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "1",
            description = "At the same time (default: 1).")
    private int concurrency = 1;

    @Override
    public Integer call() throws Exception {
        Console console = common.console();
        ChatCorpus corpus = ChatCorpus.from(data);
        Map<String, Object> json =
                BenchStack.measure(console, UpRequest.USUAL, running -> measure(console, running, corpus));
        if (!Integer.valueOf(0).equals(json.get("degraded"))) {
            throw new CommandFailure("Some answers were degraded, so the times are not those of whole answers: "
                    + json.get("degraded") + " of " + requests);
        }
        return 0;
    }

    private Map<String, Object> measure(Console console, RunningStack running, ChatCorpus corpus) throws Exception {
        ContextClient client = new ContextClient(URI.create(BenchStack.url(running)));
        String run = "context-" + UUID.randomUUID().toString().substring(0, 8);
        try (Connection connection = new BenchDatabase(running.databaseUrl()).connect();
                TurnFeed feed = new TurnFeed(running.bootstrapServers())) {
            List<ChatTurn> memories = corpus.longMemories(run, USERS, turns / USERS);
            feed.send(memories);
            awaitEmbedded(console, connection, run, memories.size());

            RawQuestion raw = new RawQuestion(connection);
            List<RawQuestion.Asked> questions = raw.questions(run, QUESTIONS, SEED);
            Served cold = new Served();
            for (RawQuestion.Asked question : questions) {
                ask(client, question, cold);
            }
            // A server that has just started compiles its own code for the first few hundred questions.
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                askAll(client, questions, new Served());
            }
            // In turn, so that both see the same machine: noise of the neighbourhood hits both alike.
            Served warm = new Served();
            Latencies bare = new Latencies();
            int degraded = 0;
            for (int done = 0; done < requests; done += questions.size()) {
                degraded += askAll(client, questions, warm);
                for (RawQuestion.Asked question : questions) {
                    long began = System.nanoTime();
                    raw.ask(question);
                    bare.add(System.nanoTime() - began);
                }
            }
            return report(console, corpus, memories.size(), cold, warm, bare, degraded);
        }
    }

    private int askAll(ContextClient client, List<RawQuestion.Asked> questions, Served served) throws Exception {
        int degraded = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(concurrency)) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (RawQuestion.Asked question : questions) {
                answers.add(executor.submit(() -> ask(client, question, served)));
            }
            for (Future<Boolean> answer : answers) {
                degraded += answer.get() ? 0 : 1;
            }
        }
        return degraded;
    }

    /** @return whether the answer was whole */
    private static boolean ask(ContextClient client, RawQuestion.Asked question, Served served) {
        Map<String, Object> fetch =
                Map.of("userId", question.user(), "query", question.text(), "limit", 20, "deadlineMs", 2000);
        long began = System.nanoTime();
        JsonNode answer = client.fetch(fetch);
        served.add(System.nanoTime() - began, answer.path("timings"));
        return answer.path("degraded").isEmpty() && !answer.path("items").isEmpty();
    }

    private Map<String, Object> report(
            Console console, ChatCorpus corpus, int stored, Served cold, Served warm, Latencies bare, int degraded) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("p50Ms", warm.whole().percentile(0.5));
        json.put("p99Ms", warm.whole().percentile(0.99));
        json.put("rawP50Ms", bare.percentile(0.5));
        json.put("rawP99Ms", bare.percentile(0.99));
        json.put("ratioP99", Math.round(warm.whole().percentile(0.99) / bare.percentile(0.99) * 100) / 100.0);
        json.put("coldP50Ms", cold.whole().percentile(0.5));
        json.put("coldP99Ms", cold.whole().percentile(0.99));
        json.put("stagesP50Ms", warm.stages(0.5));
        json.put("stagesP99Ms", warm.stages(0.99));
        json.put("turns", stored);
        json.put("concurrency", concurrency);
        json.put("requests", warm.whole().count());
        json.put("degraded", degraded);
        json.put(
                "settings",
                Map.of(
                        "text",
                        corpus.source(),
                        "users",
                        USERS,
                        "questions",
                        QUESTIONS + ", their vectors cached; cold is the first asking, embedding included",
                        "raw",
                        "recent, words and exact vectors as plain SQL, one connection, no row level security"));
        console.say(String.format(
                Locale.ROOT,
                "fetchContext p50 %.1f ms, p99 %.1f ms; bare SQL p50 %.1f ms, p99 %.1f ms; first asking p50 %.1f ms",
                warm.whole().percentile(0.5),
                warm.whole().percentile(0.99),
                bare.percentile(0.5),
                bare.percentile(0.99),
                cold.whole().percentile(0.5)));
        return json;
    }

    private static void awaitEmbedded(Console console, Connection connection, String run, int count)
            throws SQLException {
        BenchStack.awaitCount(console, "embedding", count, PATIENCE, () -> BenchDatabase.embedded(connection, run));
        long embedded = BenchDatabase.embedded(connection, run);
        if (embedded < count) {
            throw new CommandFailure("Of " + count + " turns "
                    + BenchDatabase.stored(connection, run).rows() + " were stored and " + embedded
                    + " were embedded in time.");
        }
    }
}
