package io.memoryorchestrator.server.recall.rank;

/** Arithmetic on one value per turn of a corpus. */
final class Columns {

    private Columns() {}

    /** Distances from the mean in standard deviations; zeros where all values are the same. */
    static double[] z(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = values.length == 0 ? 0 : sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = values.length == 0 ? 0 : Math.sqrt(squares / values.length);
        double[] z = new double[values.length];
        for (int i = 0; deviation > 1e-9 && i < values.length; i++) {
            z[i] = (values[i] - mean) / deviation;
        }
        return z;
    }

    /** Each turn's neighbour's value; zero where there is no neighbour. */
    static double[] of(Corpus corpus, double[] values, int distance) {
        double[] neighbours = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            neighbours[i] = corpus.neighbours(i, i + distance) ? values[i + distance] : 0;
        }
        return neighbours;
    }

    /** The greatest value of another turn of the same session; zero where a session has only one turn. */
    static double[] bestOfSession(Corpus corpus, double[] values) {
        double[] best = new double[values.length];
        int from = 0;
        while (from < values.length) {
            int until = from;
            double first = Double.NEGATIVE_INFINITY;
            double second = Double.NEGATIVE_INFINITY;
            while (until < values.length && corpus.session(until) == corpus.session(from)) {
                double value = values[until++];
                second = Math.max(second, Math.min(first, value));
                first = Math.max(first, value);
            }
            for (int i = from; until - from > 1 && i < until; i++) {
                best[i] = values[i] == first ? second : first;
            }
            from = until;
        }
        return best;
    }

    static double[] scaled(double[] values, double factor) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = values[i] * factor;
        }
        return scaled;
    }
}
