package io.memoryorchestrator.server.recall;

/** Where a list's scores lie. */
record Spread(double mean, double deviation) {

    static Spread of(double[] scores) {
        double sum = 0;
        for (double score : scores) {
            sum += score;
        }
        double mean = scores.length == 0 ? 0 : sum / scores.length;
        double squares = 0;
        for (double score : scores) {
            squares += (score - mean) * (score - mean);
        }
        return new Spread(mean, scores.length == 0 ? 0 : Math.sqrt(squares / scores.length));
    }

    /** The distance from the mean in standard deviations; zero where all scores are the same. */
    double z(double score) {
        return deviation < 1e-9 ? 0 : (score - mean) / deviation;
    }
}
