package io.memoryorchestrator.server.recall.fit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Recall at several depths and the mean reciprocal rank, over questions. */
final class Figures {

    private static final int[] DEPTHS = {5, 10, 20, 50};

    private final double[] recall = new double[DEPTHS.length];
    private final Map<Integer, double[]> byCategory = new TreeMap<>();
    private double reciprocal;
    private int questions;

    /** Adds a question whose turns have been given these scores. */
    void add(Example example, double[] scores) {
        int best = Integer.MAX_VALUE;
        double[] found = new double[DEPTHS.length];
        for (int row : example.evidence()) {
            int rank = rank(scores, row);
            best = Math.min(best, rank);
            for (int d = 0; d < DEPTHS.length; d++) {
                found[d] += rank <= DEPTHS[d] ? 1.0 / example.evidence().length : 0;
            }
        }
        double[] category = byCategory.computeIfAbsent(example.category(), key -> new double[2]);
        category[0] += found[1];
        category[1]++;
        for (int d = 0; d < DEPTHS.length; d++) {
            recall[d] += found[d];
        }
        reciprocal += 1.0 / best;
        questions++;
    }

    static Figures of(List<Example> examples, double[] weights) {
        Figures figures = new Figures();
        examples.forEach(example -> figures.add(example, example.scores(weights)));
        return figures;
    }

    private static int rank(double[] scores, int row) {
        int rank = 1;
        for (int i = 0; i < scores.length; i++) {
            rank += scores[i] > scores[row] || (scores[i] == scores[row] && i < row) ? 1 : 0;
        }
        return rank;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int d = 0; d < DEPTHS.length; d++) {
            text.append(String.format(Locale.ROOT, "recall@%d %.3f  ", DEPTHS[d], recall[d] / questions));
        }
        text.append(String.format(Locale.ROOT, "MRR %.3f  recall@10 by category", reciprocal / questions));
        byCategory.forEach(
                (category, sums) -> text.append(String.format(Locale.ROOT, " %d: %.3f", category, sums[0] / sums[1])));
        return text.toString();
    }
}
