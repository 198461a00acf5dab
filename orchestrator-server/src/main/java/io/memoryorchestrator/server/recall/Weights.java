package io.memoryorchestrator.server.recall;

/**
 * What each part of the composite score counts. The lists' scores are z-scores within one answer, recency and importance
 * lie between 0 and 1.
 */
public record Weights(
        double words, double vectors, double notes, double recency, double importance, double neighbours) {

    public static Weights defaults() {
        return new Weights(1.0, 1.0, 1.0, 0.3, 0.3, 0.35);
    }
}
