package io.memoryorchestrator.server.recall.fit;

import io.memoryorchestrator.server.embedding.InProcessEmbedder;
import io.memoryorchestrator.server.recall.rank.Feature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The command that fits the weights of ranking: {@code FitWeights DATA-FOLDER WEIGHTS-FILE [ablate]}. It first fits on
 * all conversations but one and measures on that one, for each in turn, and prints what comes of it; then it fits on all
 * of them and writes the file. With {@code ablate} it also prints the figures without each group of features.
 */
public final class FitWeights {

    private static final double PENALTY = 0.03;

    private final PrintStream out;
    private final List<Feature> features = Examples.fitted();

    private FitWeights(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2 || arguments.length > 3) {
            System.err.println("usage: FitWeights DATA-FOLDER WEIGHTS-FILE [ablate]");
            System.exit(2);
        }
        new FitWeights(System.out).run(Path.of(arguments[0]), Path.of(arguments[1]), arguments.length == 3);
    }

    private void run(Path data, Path file, boolean ablate) throws IOException {
        List<Example> examples = new ArrayList<>();
        try (InProcessEmbedder embedder = new InProcessEmbedder()) {
            Examples maker = new Examples(embedder, features);
            for (LabelledConversation conversation : LabelledConversation.in(data)) {
                examples.addAll(maker.of(conversation));
            }
        }
        out.println("cross-validated over conversations, " + examples.size() + " questions");
        out.println("all features: " + crossValidated(examples));
        if (ablate) {
            for (String group :
                    new TreeSet<>(features.stream().map(Feature::group).toList())) {
                out.println("without " + group + ": " + crossValidated(without(group, examples)));
            }
        }
        double[] weights = new ListwiseRegression(examples, features.size(), PENALTY).fit();
        out.println("fitted on all, measured on the same: " + Figures.of(examples, weights));
        write(file, weights);
        out.println("written to " + file);
    }

    private Figures crossValidated(List<Example> examples) {
        Figures figures = new Figures();
        Set<String> groups = new TreeSet<>(examples.stream().map(Example::group).toList());
        for (String group : groups) {
            List<Example> others = examples.stream()
                    .filter(example -> !example.group().equals(group))
                    .toList();
            double[] weights = new ListwiseRegression(others, features.size(), PENALTY).fit();
            examples.stream()
                    .filter(example -> example.group().equals(group))
                    .forEach(example -> figures.add(example, example.scores(weights)));
        }
        return figures;
    }

    private List<Example> without(String group, List<Example> examples) {
        List<Example> less = new ArrayList<>();
        for (Example example : examples) {
            float[][] rows = new float[example.rows().length][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = example.rows()[i].clone();
                for (int f = 0; f < rows[i].length; f++) {
                    rows[i][f] = features.get(f).group().equals(group) ? 0 : rows[i][f];
                }
            }
            less.add(new Example(example.group(), example.category(), rows, example.evidence()));
        }
        return less;
    }

    private void write(Path file, double[] weights) throws IOException {
        StringBuilder text = new StringBuilder("""
                # What each feature of ranking counts. What the features mean is told at their names in
                # io.memoryorchestrator.server.recall.rank.Feature; the command FitWeights of the package
                # io.memoryorchestrator.server.recall.fit writes this file, from conversations given to it.

                # Not fitted, since they depend on the application: how much newer and more important turns are preferred.
                recency=0.5
                importance=1.0

                """);
        for (int f = 0; f < weights.length; f++) {
            text.append(String.format(Locale.ROOT, "%s=%.4f%n", features.get(f).key(), weights[f]));
        }
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
