package io.memoryorchestrator.bench.redact;

import io.memoryorchestrator.bench.load.ChatCorpus;
import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.measure.Machine;
import io.memoryorchestrator.pii.PiiFilter;
import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;
import io.memoryorchestrator.pii.evaluation.LabelledText;
import io.memoryorchestrator.pii.evaluation.OverRedaction;
import io.memoryorchestrator.pii.evaluation.PiiEvaluation;
import io.memoryorchestrator.pii.evaluation.PiiScores;
import io.memoryorchestrator.pii.evaluation.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code memctl eval pii}: precision, recall and F2 on labelled sentences with every type switched on, and what the
 * standard policy takes out of chats.
 */
@Command(name = "pii", description = "What the redactor finds, and what it takes out without need.")
public final class PiiEval implements Callable<Integer> {
    private static final String SENTENCES = "pii-*.jsonl";
    private static final String NOISY = "wnut17-*.jsonl";
    private static final String CHATS = "sgd-*.jsonl";

    /** F2 over all types of Presidio 2.2 on the 1,500 sentences of presidio-research. */
    private static final Map<String, Double> ANCHORS = Map.of("presidioDefaultF2", .618, "presidioCustomisedF2", .845);

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder with " + SENTENCES + " and " + NOISY + ", and " + CHATS + " for over-redaction.")
    private Path data = Path.of("");

    @Override
    public Integer call() {
        Console console = common.console();
        Map<String, Object> machine = Machine.json();
        LabelledFiles sentences = LabelledFiles.read(data, SENTENCES);
        LabelledFiles noisy = LabelledFiles.read(data, NOISY);
        boolean chats = !LabelledFiles.matching(data, CHATS).isEmpty();
        PiiFilter everything = PiiFilter.with(PiiPolicy.everything());
        PiiScores scores = PiiEvaluation.evaluate(sentences.texts(), everything);
        PiiScores wnut = PiiEvaluation.evaluate(noisy.texts(), everything);
        Score person = wnut.perType().getOrDefault(PiiType.PERSON, new Score(0, 0, 0));
        List<String> turns = chats
                ? ChatCorpus.from(data).texts()
                : noisy.texts().stream().map(LabelledText::text).toList();
        OverRedaction taken = OverRedaction.measure(turns, PiiFilter.standard());

        Map<String, Object> json = new LinkedHashMap<>();
        json.put("patternF2", PiiFigures.rounded(scores.pattern().f2()));
        json.put("overallF2", PiiFigures.rounded(scores.overall().f2()));
        json.put("perType", PiiFigures.perType(scores));
        json.put("overRedactedPer1000Words", PiiFigures.rounded(taken.per1000Words()));
        json.put("pattern", PiiFigures.of(scores.pattern()));
        json.put("overall", PiiFigures.of(scores.overall()));
        json.put("wnutPerson", PiiFigures.of(person));
        json.put("wnutPerType", PiiFigures.perType(wnut));
        json.put("overRedaction", PiiFigures.of(taken));
        json.put("anchors", ANCHORS);
        json.put("sentences", sentences.texts().size());
        json.put("wnutSentences", noisy.texts().size());
        json.put("turns", turns.size());
        List<String> skipped = new ArrayList<>(sentences.skipped());
        skipped.addAll(noisy.skipped());
        json.put("skipped", skipped.size());
        json.put("machine", machine);
        json.put("settings", settings(chats));
        say(console, scores, person, taken);
        if (!chats) {
            console.note("There is no " + CHATS + "; over-redaction was measured on " + NOISY + " instead.");
        }
        console.result(json);
        if (!skipped.isEmpty()) {
            throw new CommandFailure(skipped.size() + " lines are not {text, spans:[{start, end, type}]} and were left"
                    + " out, so the figures are not those of the whole data; the first is " + skipped.getFirst() + ".");
        }
        return 0;
    }

    private static Map<String, Object> settings(boolean chats) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("scores", "every type switched on, names and places too");
        settings.put("match", "same type, and at least half of what both spans cover together");
        settings.put("notScored", "labels without a type of the filter, and types that are nowhere marked in the data");
        settings.put("overRedactionOn", chats ? CHATS : NOISY);
        settings.put("overRedacted", "standard policy; telephone numbers in chats count as right, all else as wrong");
        return settings;
    }

    private static void say(Console console, PiiScores scores, Score person, OverRedaction taken) {
        scores.perType().forEach((type, score) -> console.say(PiiFigures.line(type.name(), score)));
        console.say(PiiFigures.line("pattern types", scores.pattern()));
        console.say(PiiFigures.line("overall", scores.overall()));
        console.say(PiiFigures.line("WNUT person", person));
        console.say(String.format(
                Locale.ROOT, "over-redacted: %.2f spans in 1,000 words (standard policy)", taken.per1000Words()));
        console.say("for comparison, F2 of Presidio on the full set: " + ANCHORS);
    }
}
