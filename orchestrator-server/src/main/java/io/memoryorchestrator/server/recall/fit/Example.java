package io.memoryorchestrator.server.recall.fit;

/**
 * A question with the features of every turn that might answer it.
 *
 * @param group the conversation it belongs to, for cross-validation
 * @param rows one row of features for each turn
 * @param evidence the rows that hold the answer
 */
@SuppressWarnings("ArrayRecordComponent")
record Example(String group, int category, float[][] rows, int[] evidence) {

    double[] scores(double[] weights) {
        double[] scores = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double sum = 0;
            for (int f = 0; f < weights.length; f++) {
                sum += weights[f] * rows[i][f];
            }
            scores[i] = sum;
        }
        return scores;
    }
}
