package io.memoryorchestrator.bench.redact;

import io.memoryorchestrator.bench.load.ChatCorpus;
import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.measure.Machine;
import io.memoryorchestrator.pii.evaluation.RedactBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code memctl bench redact}: how fast one core redacts chats under the standard policy. Measured in a process of its
 * own, because the command line itself runs with the quick compiler only and the server does not.
 */
@Command(name = "redact", description = "Speed of the redactor on chats, on dense text and on hostile text.")
public final class RedactBench implements Callable<Integer> {
    private static final String MAIN = "io.memoryorchestrator.bench.Benchmarks";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--data", paramLabel = "DIR", description = "Folder with sgd-*.jsonl (default: made-up chats).")
    private @Nullable Path data;

    @Option(names = "--in-this-process", hidden = true)
    private boolean inThisProcess;

    @Override
    public Integer call() throws Exception {
        Console console = common.console();
        if (!inThisProcess) {
            return inServersJvm(console.isJson());
        }
        Map<String, Object> machine = Machine.json();
        ChatCorpus corpus = ChatCorpus.from(data);
        List<String> turns = corpus.texts();
        console.note("measuring on " + turns.size() + " turns; this takes a minute");
        RedactBenchmark.Result result = RedactBenchmark.run(turns);
        Map<String, Object> json = json(result, turns.size(), corpus.source());
        json.put("machine", machine);
        say(console, result);
        console.result(json);
        return 0;
    }

    static Map<String, Object> json(RedactBenchmark.Result result, int turns, String source) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("megabytesPerSecond", rounded(result.megabytesPerSecond()));
        json.put("p50Micros", rounded(result.p50Micros()));
        json.put("p99Micros", rounded(result.p99Micros()));
        json.put("dense2kP50Micros", rounded(result.dense2kP50Micros()));
        json.put("dense2kP99Micros", rounded(result.dense2kP99Micros()));
        json.put("worstGrowth", rounded(result.worstGrowth()));
        json.put("worstGrowthOf", worst(result.growth()));
        json.put("slowestAttack", worst(result.attackMillis()));
        json.put("attackMillis", attackMillis(result.attackMillis()));
        json.put("turns", turns);
        json.put(
                "settings",
                Map.of(
                        "text", source,
                        "policy", "standard",
                        "throughput", "10^6 UTF-8 bytes of turns by second of processor time, one thread, best of 5",
                        "latency", "350 characters; 20,000 calls by the clock, after as many to warm up",
                        "growth", "time for 20,000 hostile characters over that for 10,000, by attack"));
        return json;
    }

    private static String worst(Map<String, Double> byAttack) {
        return byAttack.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static Map<String, Double> attackMillis(Map<String, Double> millis) {
        Map<String, Double> rounded = new LinkedHashMap<>();
        millis.forEach((attack, took) -> rounded.put(attack, rounded(took)));
        return rounded;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static void say(Console console, RedactBenchmark.Result result) {
        console.say(String.format(
                Locale.ROOT,
                "%.1f MB/s on one core; a turn of 350 characters takes %.1f µs (p50), %.1f µs (p99)",
                result.megabytesPerSecond(),
                result.p50Micros(),
                result.p99Micros()));
        console.say(String.format(
                Locale.ROOT,
                "2 kB dense with identifiers take %.0f µs (p50), %.0f µs (p99)",
                result.dense2kP50Micros(),
                result.dense2kP99Micros()));
        console.say(String.format(
                Locale.ROOT,
                "twice as much hostile text takes at most %.2f times as long (%s)",
                result.worstGrowth(),
                worst(result.growth())));
    }

    private int inServersJvm(boolean json) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(serversJvm(json, data)).inheritIO().start();
        // Should this process be told to stop, the other one must not go on measuring.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }

    /** The same command again, on a Java machine with the heap of the server and both compilers. */
    static List<String> serversJvm(boolean json, @Nullable Path data) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx1g");
        words.add("--enable-native-access=ALL-UNNAMED");
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.addAll(List.of(MAIN, "bench", "redact", "--in-this-process"));
        if (json) {
            words.add("--json");
        }
        if (data != null) {
            words.addAll(List.of("--data", data.toString()));
        }
        return words;
    }
}
