package io.memoryorchestrator.server.recall.fit;

import java.util.List;

/**
 * Listwise logistic regression: the weights under which the softmax over all turns of a conversation gives most to the
 * evidence (ListNet's top-one likelihood, Cao and others, "Learning to rank: from pairwise approach to listwise approach",
 * ICML 2007), with a quadratic penalty. Features are scaled to unit deviation inside, so that the penalty means the same
 * to each. Convex: there is one answer, and it does not depend on where one begins.
 */
final class ListwiseRegression {

    private final List<Example> examples;
    private final double penalty;
    private final double[] deviation;

    ListwiseRegression(List<Example> examples, int features, double penalty) {
        this.examples = examples;
        this.penalty = penalty;
        this.deviation = deviation(examples, features);
    }

    /** Weights for features as they are given. */
    double[] fit() {
        double[] scaled = new Lbfgs(this::lossAndGradient).minimum(new double[deviation.length]);
        for (int f = 0; f < scaled.length; f++) {
            scaled[f] /= deviation[f];
        }
        return scaled;
    }

    private double lossAndGradient(double[] weights, double[] gradient) {
        double loss = 0;
        double[] real = new double[weights.length];
        for (int f = 0; f < weights.length; f++) {
            real[f] = weights[f] / deviation[f];
            gradient[f] = 0;
        }
        for (Example example : examples) {
            double[] scores = example.scores(real);
            double most = Double.NEGATIVE_INFINITY;
            for (double score : scores) {
                most = Math.max(most, score);
            }
            double sum = 0;
            for (double score : scores) {
                sum += Math.exp(score - most);
            }
            double share = 1.0 / example.evidence().length;
            double[] excess = new double[scores.length];
            for (int i = 0; i < scores.length; i++) {
                excess[i] = Math.exp(scores[i] - most) / sum;
            }
            for (int row : example.evidence()) {
                loss -= share * (scores[row] - most - Math.log(sum));
                excess[row] -= share;
            }
            for (int i = 0; i < scores.length; i++) {
                if (Math.abs(excess[i]) > 1e-7) {
                    float[] row = example.rows()[i];
                    for (int f = 0; f < weights.length; f++) {
                        gradient[f] += excess[i] * row[f];
                    }
                }
            }
        }
        loss /= examples.size();
        for (int f = 0; f < weights.length; f++) {
            gradient[f] = gradient[f] / examples.size() / deviation[f] + 2 * penalty * weights[f];
            loss += penalty * weights[f] * weights[f];
        }
        return loss;
    }

    private static double[] deviation(List<Example> examples, int features) {
        double[] sums = new double[features];
        double[] squares = new double[features];
        long rows = 0;
        for (Example example : examples) {
            for (float[] row : example.rows()) {
                rows++;
                for (int f = 0; f < features; f++) {
                    sums[f] += row[f];
                    squares[f] += (double) row[f] * row[f];
                }
            }
        }
        double[] deviation = new double[features];
        for (int f = 0; f < features; f++) {
            double mean = sums[f] / rows;
            double variance = squares[f] / rows - mean * mean;
            deviation[f] = variance > 1e-12 ? Math.sqrt(variance) : 1;
        }
        return deviation;
    }
}
