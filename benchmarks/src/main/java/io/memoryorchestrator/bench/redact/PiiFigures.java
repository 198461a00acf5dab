package io.memoryorchestrator.bench.redact;

import io.memoryorchestrator.pii.PiiType;
import io.memoryorchestrator.pii.evaluation.OverRedaction;
import io.memoryorchestrator.pii.evaluation.PiiScores;
import io.memoryorchestrator.pii.evaluation.Score;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Scores in the form in which they are printed: four digits after the point. */
final class PiiFigures {

    private PiiFigures() {}

    static Map<String, Object> perType(PiiScores scores) {
        Map<String, Object> perType = new LinkedHashMap<>();
        scores.perType().forEach((type, score) -> perType.put(type.name(), of(score)));
        return perType;
    }

    static Map<String, Object> of(Score score) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("precision", rounded(score.precision()));
        figures.put("recall", rounded(score.recall()));
        figures.put("f2", rounded(score.f2()));
        figures.put("marked", score.truePositives() + score.falseNegatives());
        figures.put("found", score.truePositives() + score.falsePositives());
        return figures;
    }

    static Map<String, Object> of(OverRedaction taken) {
        Map<String, Integer> perType = new TreeMap<>();
        taken.perType().forEach((PiiType type, Integer count) -> perType.put(type.name(), count));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("words", taken.words());
        figures.put("perType", perType);
        figures.put("per1000WordsWithPhones", rounded(taken.per1000WordsAtMost()));
        return figures;
    }

    static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    /** One line of the table that people read. */
    static String line(String name, Score score) {
        return String.format(
                Locale.ROOT,
                "%-20s precision %.3f  recall %.3f  F2 %.3f  (%d marked)",
                name,
                score.precision(),
                score.recall(),
                score.f2(),
                score.truePositives() + score.falseNegatives());
    }
}
