package io.memoryorchestrator.server.recall.fit;

import java.util.Random;

/**
 * The directions in which vectors differ most, by orthogonal iteration on their covariance (Golub and Van Loan, "Matrix
 * Computations", section 7.3.2).
 */
final class PrincipalComponents {

    private static final int ITERATIONS = 200;
    private static final long SEED = 7;

    private final double[] mean;
    private final double[][] directions;

    private PrincipalComponents(double[] mean, double[][] directions) {
        this.mean = mean;
        this.directions = directions;
    }

    static PrincipalComponents of(double[][] vectors, int count) {
        int dimensions = vectors[0].length;
        double[] mean = new double[dimensions];
        for (double[] vector : vectors) {
            for (int i = 0; i < dimensions; i++) {
                mean[i] += vector[i] / vectors.length;
            }
        }
        double[][] covariance = covariance(vectors, mean);
        double[][] directions = new double[count][dimensions];
        Random random = new Random(SEED);
        for (double[] direction : directions) {
            for (int i = 0; i < dimensions; i++) {
                direction[i] = random.nextGaussian();
            }
        }
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            for (int d = 0; d < count; d++) {
                directions[d] = times(covariance, directions[d]);
            }
            orthonormalise(directions);
        }
        return new PrincipalComponents(mean, directions);
    }

    /** The vectors' coordinates along the directions. */
    double[][] reduced(double[][] vectors) {
        double[][] reduced = new double[vectors.length][directions.length];
        for (int v = 0; v < vectors.length; v++) {
            for (int d = 0; d < directions.length; d++) {
                for (int i = 0; i < mean.length; i++) {
                    reduced[v][d] += (vectors[v][i] - mean[i]) * directions[d][i];
                }
            }
        }
        return reduced;
    }

    private static double[][] covariance(double[][] vectors, double[] mean) {
        int dimensions = mean.length;
        double[][] covariance = new double[dimensions][dimensions];
        for (double[] vector : vectors) {
            for (int i = 0; i < dimensions; i++) {
                double from = (vector[i] - mean[i]) / vectors.length;
                for (int j = 0; j < dimensions; j++) {
                    covariance[i][j] += from * (vector[j] - mean[j]);
                }
            }
        }
        return covariance;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            product[i] = dot(matrix[i], vector);
        }
        return product;
    }

    private static void orthonormalise(double[][] directions) {
        for (int d = 0; d < directions.length; d++) {
            for (int before = 0; before < d; before++) {
                double along = dot(directions[d], directions[before]);
                for (int i = 0; i < directions[d].length; i++) {
                    directions[d][i] -= along * directions[before][i];
                }
            }
            double length = Math.sqrt(dot(directions[d], directions[d]));
            for (int i = 0; i < directions[d].length; i++) {
                directions[d][i] /= length;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
