package io.memoryorchestrator.bench.recall;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.http.Api;
import io.memoryorchestrator.cli.measure.Latencies;
import io.memoryorchestrator.cli.measure.Machine;
import io.memoryorchestrator.cli.stack.LocalStack;
import io.memoryorchestrator.cli.stack.RunningStack;
import io.memoryorchestrator.cli.stack.UpRequest;
import java.net.URI;
import java.nio.file.Path;
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
 * {@code memctl eval locomo}: loads each conversation through syncSession and asks every question through fetchContext,
 * on a stack of its own, first with redaction and then without.
 */
@Command(name = "locomo", description = "Evidence recall of fetchContext on long conversations.")
public final class LocomoEval implements Callable<Integer> {

    private static final String REDACTION = "--orchestrator.redaction.enabled=";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder with *.turns.jsonl and *.questions.jsonl.")
    private Path data = Path.of("");

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Measure this server as it is, instead of an own one.")
    private @Nullable URI server;

    @Option(names = "--only-redacted", description = "Leave the second run, without redaction, out.")
    private boolean onlyRedacted;

    @Override
    public Integer call() {
        Console console = common.console();
        List<Conversation> conversations = Conversation.in(data);
        Map<String, Object> machine = Machine.json();
        Map<String, Object> json = new LinkedHashMap<>();
        ConversationRun run;
        if (server != null) {
            run = measured(common.api(server), console, conversations);
        } else {
            run = onOwnStack(console, conversations, true);
        }
        add(json, run);
        int degraded = run.degraded();
        if (server == null && !onlyRedacted) {
            ConversationRun plain = onOwnStack(console, conversations, false);
            json.put("recallRedactionOff", plain.figures().recall());
            json.put("mrrRedactionOff", plain.figures().mrr());
            degraded += plain.degraded();
        }
        json.put("degraded", degraded);
        json.put("machine", machine);
        json.put(
                "settings",
                Map.of(
                        "data",
                        data.getFileName() == null ? "" : data.getFileName().toString(),
                        "conversations",
                        conversations.size(),
                        "turns",
                        conversations.stream().mapToInt(Conversation::turns).sum(),
                        "latencyMs",
                        "over HTTP, one at a time, 50 items, question embedded in the call",
                        "latencyAgainMs",
                        "the same question again, 20 items, its vector known",
                        "intervals",
                        "95%, 1000 resamples of the questions, seed 42"));
        say(console, json);
        console.result(json);
        if (degraded > 0) {
            throw new CommandFailure(degraded
                    + " answers lacked a list, so the figures are not those of whole answers: " + run.missing());
        }
        return 0;
    }

    private static ConversationRun onOwnStack(Console console, List<Conversation> conversations, boolean redaction) {
        LocalStack stack = LocalStack.named("eval", console);
        stack.down(true);
        try {
            RunningStack running = stack.up(UpRequest.withSettings(List.of(REDACTION + redaction)));
            if (running.url() == null) {
                throw new CommandFailure("The server was not started.");
            }
            console.note("measuring with redaction " + (redaction ? "on" : "off"));
            return measured(new Api(URI.create(running.url())), console, conversations);
        } finally {
            stack.down(true);
        }
    }

    private static ConversationRun measured(Api api, Console console, List<Conversation> conversations) {
        ConversationRun run = new ConversationRun(api, console);
        run.load(conversations);
        run.ask(conversations);
        return run;
    }

    private static void add(Map<String, Object> json, ConversationRun run) {
        RecallFigures figures = run.figures();
        json.put("recall", figures.recall());
        json.put("hit10", figures.hit10());
        json.put("mrr", figures.mrr());
        json.put("perCategory", figures.perCategory());
        json.put("questions", figures.questions());
        json.put("intervals", figures.intervals());
        json.put("latencyMs", latencies(run.first()));
        json.put("latencyAgainMs", latencies(run.again()));
    }

    private static Map<String, Double> latencies(Latencies latencies) {
        return Map.of("p50", latencies.percentile(0.50), "p95", latencies.percentile(0.95));
    }

    private static void say(Console console, Map<String, Object> json) {
        for (String name : List.of(
                "recall",
                "recallRedactionOff",
                "hit10",
                "mrr",
                "intervals",
                "perCategory",
                "latencyMs",
                "latencyAgainMs")) {
            if (json.containsKey(name)) {
                console.say(String.format(Locale.ROOT, "%-20s %s", name, json.get(name)));
            }
        }
    }
}
