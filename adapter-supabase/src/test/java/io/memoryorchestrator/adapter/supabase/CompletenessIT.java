package io.memoryorchestrator.adapter.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A user gets every row there is. {@link CompletenessDrill} is the same at full size. */
class CompletenessIT {
    private static final int TURNS = 5_000;
    private static final int DIMENSIONS = 32;
    private static final SupabaseSettings.Hnsw QUICKLY_BUILT = new SupabaseSettings.Hnsw(8, 16, 40);

    @Test
    void theTwentyNearestAreTheSameWhateverIndexesStatisticsAndPlansThereAre() throws SQLException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (CrowdedStore crowded = CrowdedStore.filled("completeness", TURNS, DIMENSIONS, seed)) {
            new CompletenessCheck(crowded, QUICKLY_BUILT, 0).run();
        }
    }

    /** What this guards against is real: the query that everybody would write loses rows. */
    @Test
    void theObviousQueryThroughASharedIndexGivesTooLittle() throws SQLException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (CrowdedStore crowded = CrowdedStore.filled("obvious_query", 4_000, DIMENSIONS, seed)) {
            crowded.index(QUICKLY_BUILT);
            crowded.analyze();
            // Whoever shares a partition with the giant: others of it hide the rows of the few.
            String neighbour = neighbourOfTheGiant(crowded);

            assertThat(crowded.foundByTheObviousQuery(neighbour, crowded.near(CrowdedStore.GIANT), 20))
                    .isLessThan(20);
            assertThat(crowded.truth(neighbour, crowded.near(CrowdedStore.GIANT), 20))
                    .hasSize(20);
        }
    }

    private static String neighbourOfTheGiant(CrowdedStore crowded) {
        return crowded.sizes().keySet().stream()
                .filter(name -> name.startsWith("other-"))
                .filter(name -> crowded.store()
                                .number("""
                        select count(distinct tableoid) from memories.turn_embeddings where user_id in ('%s', '%s')""".formatted(CrowdedStore.key(name), CrowdedStore.key(CrowdedStore.GIANT)))
                        == 1)
                .findFirst()
                .orElseThrow(() -> new AssertionError("of a hundred users none shares the giant's partition"));
    }
}
