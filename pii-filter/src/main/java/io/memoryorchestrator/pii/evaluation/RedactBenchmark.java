package io.memoryorchestrator.pii.evaluation;

import io.memoryorchestrator.pii.PiiFilter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * How fast a filter is on one core: throughput on chat turns, the latency of a turn of {@value #TURN} characters and of a dense text of
 * two kilobytes, and whether time stays linear on text built to be slow. Plain timing after a warm-up; good for comparing like with
 * like on one machine.
 */
public final class RedactBenchmark {

    private static final int TURN = 350;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 5;
    /** Attacks are timed again until the best times agree this well, so that one disturbed round proves nothing. */
    private static final double PLAINLY_LINEAR = 2.2;

    private static final int MOST_ROUNDS = 40;
    private static final int CALLS = 20_000;
    private static final int SHORT_ATTACK = 10_000;

    private final PiiFilter filter;
    private long sink;

    private RedactBenchmark(PiiFilter filter) {
        this.filter = filter;
    }

    /**
     * What was measured.
     *
     * @param megabytesPerSecond UTF-8 bytes of chat turns per second of one core's time, in units of 10^6
     * @param p50Micros median time of a turn of 350 characters
     * @param p99Micros 99th percentile of the same
     * @param dense2kP50Micros median time of two kilobytes dense with identifiers
     * @param dense2kP99Micros 99th percentile of the same
     * @param growth per attack, the time for 20,000 characters over that for 10,000
     * @param attackMillis per attack, the time for 20,000 characters
     */
    public record Result(
            double megabytesPerSecond,
            double p50Micros,
            double p99Micros,
            double dense2kP50Micros,
            double dense2kP99Micros,
            Map<String, Double> growth,
            Map<String, Double> attackMillis) {

        /** The worst of {@link #growth}. */
        public double worstGrowth() {
            return growth.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
        }
    }

    /** Measures the standard filter on the turns of chats. */
    public static Result run(List<String> turns) {
        return run(turns, PiiFilter.standard());
    }

    /** Measures a filter on the turns of chats. */
    public static Result run(List<String> turns, PiiFilter filter) {
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("there are no turns to measure on");
        }
        RedactBenchmark bench = new RedactBenchmark(filter);
        double throughput = bench.throughput(turns);
        double[] turn = bench.percentiles(joined(turns));
        double[] dense = bench.percentiles(DenseText.samples());
        Map<String, Double> growth = new LinkedHashMap<>();
        Map<String, Double> millis = new LinkedHashMap<>();
        Attacks.all().forEach((name, attack) -> bench.attack(name, attack, growth, millis));
        return new Result(throughput, turn[0], turn[1], dense[0], dense[1], growth, millis);
    }

    /** By processor time of this thread, so that neighbours on a busy machine do not count; latencies are by the clock. */
    private double throughput(List<String> turns) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long bytes = turns.stream()
                .mapToLong(turn -> turn.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        double best = Double.MAX_VALUE;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            long start = threads.getCurrentThreadCpuTime();
            for (String turn : turns) {
                sink += filter.redact(turn).findings().size();
            }
            long took = threads.getCurrentThreadCpuTime() - start;
            best = round < WARM_UP ? best : Math.min(best, took);
        }
        return bytes * 1e3 / best;
    }

    /** Turns joined until they reach the wanted length, then cut to it. */
    private static List<String> joined(List<String> turns) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String turn : turns) {
            text.append(turn).append('\n');
            if (text.length() >= TURN) {
                texts.add(text.substring(0, TURN));
                text.setLength(0);
            }
        }
        return texts.isEmpty() ? List.of(text.toString()) : texts;
    }

    private double[] percentiles(List<String> texts) {
        double[] micros = new double[CALLS];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < CALLS; i++) {
                String text = texts.get(i % texts.size());
                long start = System.nanoTime();
                sink += filter.redact(text).findings().size();
                micros[i] = (System.nanoTime() - start) / 1e3;
            }
        }
        Arrays.sort(micros);
        return new double[] {micros[CALLS / 2], micros[CALLS * 99 / 100]};
    }

    private void attack(
            String name, IntFunction<String> attack, Map<String, Double> growth, Map<String, Double> millis) {
        String half = attack.apply(SHORT_ATTACK);
        String full = attack.apply(2 * SHORT_ATTACK);
        double shorter = Double.MAX_VALUE;
        double longer = Double.MAX_VALUE;
        for (int round = 0;
                round < MOST_ROUNDS && (round < WARM_UP + ROUNDS || longer > PLAINLY_LINEAR * shorter);
                round++) {
            shorter = Math.min(shorter, timed(half));
            longer = Math.min(longer, timed(full));
        }
        growth.put(name, longer / shorter);
        millis.put(name, longer / 1e6);
    }

    private double timed(String text) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        sink += filter.redact(text).findings().size();
        return threads.getCurrentThreadCpuTime() - start;
    }
}
