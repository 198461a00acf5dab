package io.memoryorchestrator.cli.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Times that were measured, in milliseconds. Safe for many threads. */
public final class Latencies {
    private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());

    public void add(long nanos) {
        millis.add(nanos / 1e6);
    }

    public int count() {
        return millis.size();
    }

    /**
     * The smallest measured time that at least this share of all times does not exceed (nearest rank); 0 when nothing was
     * measured.
     *
     * @param share above 0, up to 1
     */
    public double percentile(double share) {
        List<Double> sorted;
        synchronized (millis) {
            sorted = new ArrayList<>(millis);
        }
        if (sorted.isEmpty()) {
            return 0;
        }
        Collections.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.size());
        return Math.round(sorted.get(Math.max(0, rank - 1)) * 100) / 100.0;
    }

    /** {@code {p50, p99}}, as results print it. */
    public Map<String, Double> json() {
        return Map.of("p50", percentile(0.50), "p99", percentile(0.99));
    }
}
