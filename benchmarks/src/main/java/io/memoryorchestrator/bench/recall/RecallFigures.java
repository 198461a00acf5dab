package io.memoryorchestrator.bench.recall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Recall at several depths (the mean over questions of the share of evidence among the first k), hit@10 and the mean
 * reciprocal rank of the best evidence, with 95% intervals from resampling the questions.
 */
final class RecallFigures {

    private static final int[] DEPTHS = {5, 10, 20, 50};
    private static final int RESAMPLES = 1_000;
    private static final long SEED = 42;
    private static final Map<Integer, String> CATEGORIES =
            Map.of(1, "multi-hop", 2, "temporal", 3, "open-domain", 4, "single-hop");

    private final List<Outcome> outcomes = new ArrayList<>();

    /** @param ranked client ids of the turns handed out, best first */
    void add(Conversation.Asked question, List<String> ranked) {
        double[] recall = new double[DEPTHS.length];
        int best = Integer.MAX_VALUE;
        for (String evidence : question.evidence()) {
            int at = ranked.indexOf(evidence);
            best = at < 0 ? best : Math.min(best, at + 1);
            for (int d = 0; d < DEPTHS.length; d++) {
                recall[d] +=
                        at >= 0 && at < DEPTHS[d] ? 1.0 / question.evidence().size() : 0;
            }
        }
        outcomes.add(new Outcome(question.category(), recall, best == Integer.MAX_VALUE ? 0 : 1.0 / best));
    }

    int questions() {
        return outcomes.size();
    }

    Map<String, Double> recall() {
        return recall(outcomes);
    }

    double hit10() {
        return rounded(outcomes.stream()
                .mapToDouble(outcome -> outcome.reciprocal() >= 0.1 ? 1 : 0)
                .average()
                .orElse(0));
    }

    double mrr() {
        return rounded(
                outcomes.stream().mapToDouble(Outcome::reciprocal).average().orElse(0));
    }

    Map<String, Object> perCategory() {
        Map<String, Object> categories = new LinkedHashMap<>();
        Map<Integer, List<Outcome>> byCategory = new TreeMap<>();
        outcomes.forEach(outcome -> byCategory
                .computeIfAbsent(outcome.category(), key -> new ArrayList<>())
                .add(outcome));
        byCategory.forEach((category, of) -> categories.put(
                CATEGORIES.getOrDefault(category, Integer.toString(category)),
                Map.of(
                        "questions", of.size(),
                        "recall", recall(of),
                        "mrr",
                                rounded(of.stream()
                                        .mapToDouble(Outcome::reciprocal)
                                        .average()
                                        .orElse(0)))));
        return categories;
    }

    /** The middle 95% of what other questions of the same kind would have given, by figure. */
    Map<String, List<Double>> intervals() {
        Map<String, List<Double>> intervals = new LinkedHashMap<>();
        for (int d = 0; d < DEPTHS.length; d++) {
            int depth = d;
            intervals.put(
                    "recall@" + DEPTHS[d],
                    interval(outcomes.stream()
                            .mapToDouble(o -> o.recall()[depth])
                            .toArray()));
        }
        intervals.put(
                "mrr",
                interval(outcomes.stream().mapToDouble(Outcome::reciprocal).toArray()));
        return intervals;
    }

    private static List<Double> interval(double[] values) {
        Random random = new Random(SEED);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            means[i] = random.ints(values.length, 0, values.length)
                    .mapToDouble(at -> values[at])
                    .average()
                    .orElse(0);
        }
        Arrays.sort(means);
        return List.of(rounded(means[RESAMPLES * 25 / 1000]), rounded(means[RESAMPLES * 975 / 1000 - 1]));
    }

    private static Map<String, Double> recall(List<Outcome> of) {
        Map<String, Double> recall = new LinkedHashMap<>();
        for (int d = 0; d < DEPTHS.length; d++) {
            int depth = d;
            recall.put(
                    Integer.toString(DEPTHS[d]),
                    rounded(of.stream()
                            .mapToDouble(outcome -> outcome.recall()[depth])
                            .average()
                            .orElse(0)));
        }
        return recall;
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Outcome(int category, double[] recall, double reciprocal) {}
}
