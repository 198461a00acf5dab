package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.adapter.supabase.SupabaseSettings.LargeUsers;
import io.memoryorchestrator.adapter.supabase.SupabaseSettings.VectorIndex;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.TurnFilter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand embedded turns. Run by hand, with {@code -Dit.test=CompletenessDrill}: it takes some minutes, and prints
 * p50 and p99 of each case. {@code -Ddrill.seed} repeats a run; {@code -Ddrill.index-workers=1} builds the indexes on two cores.
 */
class CompletenessDrill {
    private static final int TURNS = 100_000;
    private static final int DIMENSIONS = 256;
    private static final int TIMED_CALLS = 200;

    @Test
    void aHundredThousandTurnsAreSearchedCompletely() throws SQLException {
        long seed = Long.getLong("drill.seed", System.nanoTime());
        System.out.println("seed " + seed);
        try (CrowdedStore crowded = CrowdedStore.filled("completeness_drill", TURNS, DIMENSIONS, seed)) {
            System.out.println("| state, plans | user | turns | p50 ms | p99 ms |");
            new CompletenessCheck(crowded, SupabaseSettings.Hnsw.DEFAULT, TIMED_CALLS).run();
            promoted(crowded);
        }
    }

    /** The giant made large on purpose: complete, and how much of the truth it finds. */
    private static void promoted(CrowdedStore crowded) throws SQLException {
        crowded.store().execute("alter database " + crowded.store().url().database() + " reset plan_cache_mode");
        SupabaseSettings settings = TestStore.settings(crowded.store().url())
                .withLargeUsers(new LargeUsers(VectorIndex.HNSW, 30_000, Duration.ZERO, 200, 20));
        try (SupabaseAdapter adapter = new SupabaseAdapter(settings)) {
            adapter.prepare();
            long start = System.nanoTime();
            adapter.promotion().look();
            System.out.printf(Locale.ROOT, "promoted in %.1f s%n", (System.nanoTime() - start) / 1e9);
            for (int efSearch : new int[] {20, 64, 96, 128, 400}) {
                measure(crowded, adapter, efSearch);
            }
        }
    }

    private static void measure(CrowdedStore crowded, SupabaseAdapter adapter, int efSearch) throws SQLException {
        List<Long> nanos = new ArrayList<>();
        int right = 0;
        for (int call = 0; call < TIMED_CALLS; call++) {
            float[] vector = crowded.near(call % 2 == 0 ? CrowdedStore.GIANT : "other-" + call % 50);
            long start = System.nanoTime();
            List<Hit> hits =
                    adapter.nearest(user(CrowdedStore.GIANT), crowded.model(), vector, TurnFilter.NONE, 20, efSearch);
            nanos.add(System.nanoTime() - start);
            assertThat(hits).hasSize(20);
            if (call < 50) {
                Set<UUID> found = new HashSet<>();
                hits.forEach(hit -> found.add(hit.turn().id()));
                found.retainAll(crowded.truth(CrowdedStore.GIANT, vector, 20));
                right += found.size();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| promoted, efSearch %d | %s | %d | %.1f | %.1f | recall@20 %.3f%n",
                efSearch,
                CrowdedStore.GIANT,
                crowded.sizes().get(CrowdedStore.GIANT),
                CrowdedStore.percentile(nanos, 50),
                CrowdedStore.percentile(nanos, 99),
                right / 1_000.0);
    }
}
