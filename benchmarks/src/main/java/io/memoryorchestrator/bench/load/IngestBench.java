package io.memoryorchestrator.bench.load;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.measure.Latencies;
import io.memoryorchestrator.cli.stack.RunningStack;
import io.memoryorchestrator.cli.stack.UpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code memctl bench ingest}: from Kafka to committed, redaction on, beside a bare loop over the same records. */
@Command(
        name = "ingest",
        description = "Turns a second from Kafka to committed, beside a bare COPY of the same records.")
public final class IngestBench implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PACED_SECONDS = 10;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--data", paramLabel = "DIR", description = "Folder with sgd-*.jsonl (default: made-up chats).")
    private @Nullable Path data;

    @Option(
            names = "--turns",
            paramLabel = "N",
            defaultValue = "30000",
            description = "Turns to store (default: 30000).")
    private int turns = 30_000;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "Turns a second while the latency is measured (default: 500).")
    private int rate = 500;

    @Override
    public Integer call() throws Exception {
        Console console = common.console();
        ChatCorpus corpus = ChatCorpus.from(data);
        // Embedding is a stage of its own, in a consumer group of its own; here it would only take the cores away.
        Map<String, Object> json = BenchStack.measure(
                console,
                UpRequest.withSettings(List.of("--orchestrator.embedding.stage=false")),
                running -> measure(console, running, corpus));
        if (!Long.valueOf(0).equals(json.get("lost")) || !Long.valueOf(0).equals(json.get("duplicates"))) {
            throw new CommandFailure("Turns were lost or stored twice: " + json);
        }
        return 0;
    }

    private Map<String, Object> measure(Console console, RunningStack running, ChatCorpus corpus) throws Exception {
        BenchDatabase database = new BenchDatabase(running.databaseUrl());
        try (Connection connection = database.connect();
                TurnFeed feed = new TurnFeed(running.bootstrapServers())) {
            String warm = run("warm");
            feed.send(corpus.turns(warm, Math.min(turns, 10_000)));
            awaitStored(console, connection, warm, Math.min(turns, 10_000), "warming up");

            Map<TopicPartition, Long> from = Offsets.ends(running.bootstrapServers(), TurnFeed.TOPIC);
            String full = run("full");
            List<ChatTurn> load = corpus.turns(full, turns);
            long began = System.nanoTime();
            feed.send(load);
            BenchDatabase.Stored stored = awaitStored(console, connection, full, turns, "storing");
            double perSecond = turns * 1e9 / (System.nanoTime() - began);

            double raw = RawCopy.turnsPerSecond(connection, running.bootstrapServers(), from, turns);

            String paced = run("paced");
            Latencies commit;
            try (StoredEvents events = new StoredEvents(running.bootstrapServers(), paced)) {
                feed.send(corpus.turns(paced, rate * PACED_SECONDS), rate);
                commit = events.latencies(rate * PACED_SECONDS, PATIENCE);
            }
            return report(console, corpus, perSecond, raw, commit, stored);
        }
    }

    private Map<String, Object> report(
            Console console,
            ChatCorpus corpus,
            double perSecond,
            double raw,
            Latencies commit,
            BenchDatabase.Stored stored) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("turnsPerSecond", Math.round(perSecond));
        json.put("rawTurnsPerSecond", Math.round(raw));
        json.put("ratio", Math.round(perSecond / raw * 1000) / 1000.0);
        json.put("commitMs", commit.json());
        json.put("lost", turns - stored.distinct());
        json.put("duplicates", stored.duplicates());
        json.put("turns", turns);
        json.put(
                "settings",
                Map.of(
                        "text", corpus.source(),
                        "redaction", "on",
                        "embedding", "off in this process",
                        "commitMs", "sent to committed at " + rate + " turns a second",
                        "raw", "one thread, same records, COPY without index, constraint, redaction or ledger"));
        console.say(String.format(
                Locale.ROOT,
                "stored %,d turns at %,.0f/s; bare COPY of the same records %,.0f/s",
                turns,
                perSecond,
                raw));
        console.say(String.format(
                Locale.ROOT,
                "at %d/s a turn is committed after %.1f ms (p50), %.1f ms (p99)",
                rate,
                commit.percentile(0.5),
                commit.percentile(0.99)));
        return json;
    }

    private static String run(String phase) {
        return phase + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static BenchDatabase.Stored awaitStored(
            Console console, Connection connection, String run, int count, String what) throws SQLException {
        BenchStack.awaitCount(
                console,
                what,
                count,
                PATIENCE,
                () -> BenchDatabase.stored(connection, run).rows());
        return BenchDatabase.stored(connection, run);
    }
}
