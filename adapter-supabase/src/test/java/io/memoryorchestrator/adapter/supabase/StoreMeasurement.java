package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.IntentCommit;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures commits and reads on the database that the first argument names; the second is the number of turns to commit,
 * each further one the number of turns of a user who reads.
 * Run by hand: with the test class path, on a database that nobody needs.
 */
final class StoreMeasurement {
    private static final int BATCH = 500;
    private static final int DIMENSIONS = 384;
    private static final int ROUNDS = 300;
    private static final EmbeddingModelRef MODEL = new EmbeddingModelRef("measured", DIMENSIONS);
    private static final String[] WORDS =
            ("remember that the quick painting we discussed yesterday at school and Melanie wanted to go hiking in the"
                            + " mountains with her kids because of running support group café meeting budget invoice trip"
                            + " garden recipe weather station violin lesson doctor appointment birthday present train ticket")
                    .split(" ");

    private final SupabaseAdapter adapter;
    private final Random random = new Random(42);

    private StoreMeasurement(SupabaseAdapter adapter) {
        this.adapter = adapter;
    }

    public static void main(String[] arguments) throws Exception {
        try (SupabaseAdapter adapter = new SupabaseAdapter(SupabaseSettings.of(arguments[0]))) {
            adapter.prepare();
            StoreMeasurement measurement = new StoreMeasurement(adapter);
            int turns = Integer.parseInt(arguments[1]);
            measurement.commits("warm-up", 5_000, 1);
            measurement.commits("one writer", turns, 1);
            measurement.commits("three writers", turns, 3);
            for (int i = 2; i < arguments.length; i++) {
                measurement.reads(Integer.parseInt(arguments[i]));
            }
        }
    }

    private void commits(String name, int turns, int writers) throws Exception {
        List<List<IntentCommit>> batches = new ArrayList<>();
        for (int from = 0; from < turns; from += BATCH) {
            int base = from;
            batches.add(IntStream.range(from, Math.min(turns, from + BATCH))
                    .mapToObj(i -> {
                        Turn turn = turn(SessionRef.of("default", name + "-" + base % 97 + "-" + i % 40, "s"), i);
                        return new IntentCommit(
                                name + "-" + i, IntentType.TURN_COMMITTED, turn.user(), List.of(turn), List.of());
                    })
                    .toList());
        }
        List<Long> nanos = new ArrayList<>();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Callable<Long>> work = new ArrayList<>();
            batches.forEach(batch -> work.add(() -> {
                long begin = System.nanoTime();
                adapter.commit(batch);
                return System.nanoTime() - begin;
            }));
            for (Future<Long> done : threads.invokeAll(work)) {
                nanos.add(done.get());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "commit, %s: %.0f turns/s, batch p50 %.1f ms, p99 %.1f ms%n",
                name, turns / seconds, percentile(nanos, 50), percentile(nanos, 99));
    }

    private void reads(int turns) {
        SessionRef session = SessionRef.of("default", "reader-" + turns, "s");
        List<Turn> stored =
                IntStream.range(0, turns).mapToObj(i -> turn(session, i)).toList();
        for (int from = 0; from < turns; from += BATCH) {
            adapter.store(stored.subList(from, Math.min(turns, from + BATCH)));
        }
        long begin = System.nanoTime();
        adapter.putEmbeddings(
                MODEL,
                stored.stream()
                        .map(turn -> new TurnEmbedding(TurnKey.of(turn), vector()))
                        .toList());
        System.out.printf("embeddings: %.0f/s%n", turns / ((System.nanoTime() - begin) / 1e9));
        read("recent of " + turns, () -> adapter.recent(session, 20).size());
        read(
                "words of " + turns,
                () -> adapter.byWords(session.user(), text(12), TurnFilter.NONE, 20)
                        .size());
        read(
                "nearest of " + turns,
                () -> adapter.nearest(session.user(), MODEL, vector(), TurnFilter.NONE, 20, null)
                        .size());
        read(
                "nearest in session of " + turns,
                () -> adapter.nearest(session.user(), MODEL, vector(), TurnFilter.ofSession("s"), 20, null)
                        .size());
    }

    private static void read(String name, Callable<Integer> question) {
        List<Long> nanos = new ArrayList<>();
        try {
            for (int i = 0; i < ROUNDS; i++) {
                long begin = System.nanoTime();
                if (question.call() != 20) {
                    throw new IllegalStateException(name + " found too little");
                }
                nanos.add(System.nanoTime() - begin);
            }
        } catch (Exception e) {
            throw new IllegalStateException(name, e);
        }
        List<Long> warm = nanos.subList(ROUNDS / 3, nanos.size());
        System.out.printf("%s: p50 %.2f ms, p99 %.2f ms%n", name, percentile(warm, 50), percentile(warm, 99));
    }

    private Turn turn(SessionRef session, int at) {
        String content = text(55);
        return new Turn(
                TurnId.ofContent(session, at, Role.USER, content),
                session,
                at,
                at % 2 == 0 ? Role.USER : Role.ASSISTANT,
                content,
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(at),
                TurnLabels.NONE,
                Map.of("channel", "measurement"),
                0.5,
                null);
    }

    private String text(int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> WORDS[random.nextInt(WORDS.length)])
                .collect(Collectors.joining(" "));
    }

    private float[] vector() {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static double percentile(List<Long> nanos, int percent) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
}
