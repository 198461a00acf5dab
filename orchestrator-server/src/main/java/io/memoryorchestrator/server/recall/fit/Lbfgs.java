package io.memoryorchestrator.server.recall.fit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function: limited-memory BFGS (Nocedal and Wright, "Numerical Optimization", 2006, algorithm
 * 7.4) with a backtracking line search.
 */
final class Lbfgs {

    private static final int MEMORY = 10;
    private static final int ITERATIONS = 150;
    private static final double SUFFICIENT = 1e-4;
    private static final double CLOSE_ENOUGH = 1e-7;

    private final Objective objective;

    Lbfgs(Objective objective) {
        this.objective = objective;
    }

    /** A function and its gradient, which is written into the second argument. */
    interface Objective {
        double at(double[] point, double[] gradient);
    }

    double[] minimum(double[] start) {
        double[] point = start.clone();
        double[] gradient = new double[point.length];
        double value = objective.at(point, gradient);
        Deque<Step> memory = new ArrayDeque<>();
        for (int i = 0; i < ITERATIONS; i++) {
            double[] direction = direction(gradient, memory);
            double slope = dot(gradient, direction);
            double length = memory.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
            double[] next = new double[point.length];
            double[] nextGradient = new double[point.length];
            double nextValue;
            do {
                for (int f = 0; f < point.length; f++) {
                    next[f] = point[f] + length * direction[f];
                }
                nextValue = objective.at(next, nextGradient);
                length /= 2;
            } while (nextValue > value + SUFFICIENT * 2 * length * slope && length > 1e-12);
            remember(memory, point, gradient, next, nextGradient);
            boolean done = value - nextValue < CLOSE_ENOUGH * Math.abs(value);
            if (nextValue < value) {
                point = next;
                gradient = nextGradient;
                value = nextValue;
            }
            if (done) {
                break;
            }
        }
        return point;
    }

    private static double[] direction(double[] gradient, Deque<Step> memory) {
        double[] q = gradient.clone();
        double[] shares = new double[memory.size()];
        int at = 0;
        for (Step step : memory) {
            shares[at] = dot(step.moved(), q) / step.curvature();
            add(q, -shares[at++], step.turned());
        }
        if (!memory.isEmpty()) {
            Step newest = memory.getFirst();
            scale(q, newest.curvature() / dot(newest.turned(), newest.turned()));
        }
        Iterator<Step> oldestFirst = memory.descendingIterator();
        while (oldestFirst.hasNext()) {
            Step step = oldestFirst.next();
            double correction = dot(step.turned(), q) / step.curvature();
            add(q, shares[--at] - correction, step.moved());
        }
        scale(q, -1);
        return q;
    }

    private static void remember(
            Deque<Step> memory, double[] from, double[] fromGradient, double[] to, double[] toGradient) {
        double[] moved = to.clone();
        double[] turned = toGradient.clone();
        add(moved, -1, from);
        add(turned, -1, fromGradient);
        double curvature = dot(moved, turned);
        if (curvature > 1e-14) {
            memory.addFirst(new Step(moved, turned, curvature));
        }
        if (memory.size() > MEMORY) {
            memory.removeLast();
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Step(double[] moved, double[] turned, double curvature) {}
}
