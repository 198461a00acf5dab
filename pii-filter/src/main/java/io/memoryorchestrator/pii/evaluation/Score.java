package io.memoryorchestrator.pii.evaluation;

/**
 * How often the filter was right.
 *
 * @param truePositives findings that match a marked span
 * @param falsePositives findings that match none
 * @param falseNegatives marked spans that no finding matches
 */
public record Score(int truePositives, int falsePositives, int falseNegatives) {

    /** Recall counts twice as much as precision: a value that slips through costs more than a word too many. */
    private static final double BETA_SQUARED = 4;

    static final Score NOTHING = new Score(0, 0, 0);

    /** The share of findings that are right; 1 if there are none. */
    public double precision() {
        int found = truePositives + falsePositives;
        return found == 0 ? 1 : (double) truePositives / found;
    }

    /** The share of marked spans that were found; 1 if there are none. */
    public double recall() {
        int marked = truePositives + falseNegatives;
        return marked == 0 ? 1 : (double) truePositives / marked;
    }

    /** F-measure with beta 2. */
    public double f2() {
        double p = precision();
        double r = recall();
        return p + r == 0 ? 0 : (1 + BETA_SQUARED) * p * r / (BETA_SQUARED * p + r);
    }

    /** The sum of two scores. */
    public Score plus(Score other) {
        return new Score(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives);
    }
}
