package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.adapter.supabase.SupabaseSettings.LargeUsers;
import io.memoryorchestrator.adapter.supabase.SupabaseSettings.VectorIndex;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.spi.ForgetScope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One user grows large, is searched through an index of the own partition, and becomes small again. */
@TestMethodOrder(OrderAnnotation.class)
class LargeUsersIT {
    private static final int DIMENSIONS = 32;

    private static CrowdedStore crowded;

    @BeforeAll
    static void fill() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        crowded = CrowdedStore.filled("large_users", 4_000, DIMENSIONS, seed);
    }

    @AfterAll
    static void close() {
        crowded.close();
    }

    @Test
    @Order(1)
    void whoHasMoreVectorsThanTheThresholdGetsAnIndexAndNobodyElse() throws SQLException {
        try (SupabaseAdapter adapter = adapter(VectorIndex.HNSW)) {
            adapter.promotion().look();

            assertThat(values("select user_id from memories.large_users"))
                    .containsExactly(CrowdedStore.key(CrowdedStore.GIANT).toString());
            assertThat(indexes()).singleElement().asString().contains("_near_hnsw_");
            assertThat(values("select array_to_string(reloptions, ' ') from pg_class where relname like '%near_hnsw%'"))
                    .containsExactly("m=32 ef_construction=180");
            adapter.promotion().look();
            assertThat(indexes()).hasSize(1);
        }
    }

    @Test
    @Order(2)
    void aLargeUserIsSearchedThroughTheIndexAndFindsWhatIsNear() throws SQLException {
        try (SupabaseAdapter adapter = adapter(VectorIndex.HNSW)) {
            long scansBefore = scans();
            int right = 0;
            for (int call = 0; call < 20; call++) {
                float[] vector = crowded.near(CrowdedStore.GIANT);
                List<UUID> found = found(adapter, CrowdedStore.GIANT, vector, 20, null);
                assertThat(found).hasSize(20);
                Set<UUID> both = new HashSet<>(found);
                both.retainAll(crowded.truth(CrowdedStore.GIANT, vector, 20));
                right += both.size();
            }
            assertThat(right).as("of 400").isGreaterThan(380);
            // A server process tells what it counted when it is idle or ends.
            adapter.close();
            await().atMost(Duration.ofSeconds(20)).until(() -> scans() > scansBefore);
        }
    }

    /** The index is cut short by force: what it misses is found exactly, and counted. */
    @Test
    @Order(3)
    void anIndexThatGivesTooLittleIsNotBelieved() throws SQLException {
        crowded.store().execute("alter database large_users set hnsw.max_scan_tuples = 1");
        try (SupabaseAdapter adapter = adapter(VectorIndex.HNSW)) {
            float[] vector = crowded.near("other-1");
            assertThat(adapter.tallies().getFirst().count().getAsLong()).isZero();

            assertThat(found(adapter, CrowdedStore.GIANT, vector, 500, 1))
                    .isEqualTo(crowded.truth(CrowdedStore.GIANT, vector, 500));
            assertThat(adapter.tallies().getFirst().count().getAsLong()).isOne();
            assertThat(found(adapter, CrowdedStore.LARGE, vector, 500, 1))
                    .isEqualTo(crowded.truth(CrowdedStore.LARGE, vector, 500));
            assertThat(adapter.tallies().getFirst().count().getAsLong()).isOne();
        } finally {
            crowded.store().execute("alter database large_users reset hnsw.max_scan_tuples");
        }
    }

    @Test
    @Order(4)
    void theSqlFunctionUsesTheIndexTooAndLeavesNoSettingBehind() throws SQLException {
        float[] vector = crowded.near(CrowdedStore.GIANT);
        List<String> found = new ArrayList<>();
        try (Connection connection = crowded.store().superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Caller caller = Caller.user(CrowdedStore.key(CrowdedStore.GIANT));
            statement.execute("set local search_path = extensions; select set_config('role', 'authenticated', true),"
                    + " set_config('request.jwt.claims', '" + caller.claims() + "', true)");
            try (ResultSet rows = statement.executeQuery("select turn_id from memories.match_turn_embeddings('"
                    + CrowdedStore.literal(vector) + "', 'crowd', 20, ef_search_override => 200)")) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            try (ResultSet row = statement.executeQuery("show hnsw.iterative_scan")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("off");
            }
        }
        assertThat(found).hasSize(20).doesNotHaveDuplicates();
        Set<String> truth = new HashSet<>();
        crowded.truth(CrowdedStore.GIANT, vector, 20).forEach(id -> truth.add(id.toString()));
        assertThat(found).filteredOn(truth::contains).hasSizeGreaterThan(17);
    }

    @Test
    @Order(5)
    void anIndexWhoseMakingWasBrokenOffIsMadeAgain() throws SQLException {
        crowded.store()
                .execute("update pg_index set indisvalid = false where indexrelid = 'memories."
                        + indexes().getFirst() + "'::regclass");
        try (SupabaseAdapter adapter = adapter(VectorIndex.HNSW)) {
            adapter.promotion().look();
        }
        assertThat(crowded.store()
                        .number("select count(*) from pg_index i join pg_class c on c.oid = i.indexrelid"
                                + " where c.relname like '%near_hnsw%' and i.indisvalid"))
                .isOne();
    }

    @Test
    @Order(6)
    void anotherKindOfIndexTakesTheOldOnesPlace() throws SQLException {
        try (SupabaseAdapter adapter = adapter(VectorIndex.IVFFLAT)) {
            adapter.promotion().look();

            assertThat(indexes()).singleElement().asString().contains("_near_ivfflat_");
            float[] vector = crowded.near(CrowdedStore.GIANT);
            assertThat(found(adapter, CrowdedStore.GIANT, vector, 20, null)).hasSize(20);
        }
    }

    @Test
    @Order(7)
    void withoutAnIndexWantedAllAreSearchedExactly() throws SQLException {
        try (SupabaseAdapter adapter = adapter(VectorIndex.NONE)) {
            float[] vector = crowded.near(CrowdedStore.GIANT);

            assertThat(found(adapter, CrowdedStore.GIANT, vector, 20, 1))
                    .isEqualTo(crowded.truth(CrowdedStore.GIANT, vector, 20));
        }
    }

    @Test
    @Order(8)
    void oneProcessAtATimeMakesIndexes() {
        try (SupabaseAdapter adapter = adapter(VectorIndex.HNSW);
                Connections connections =
                        new Connections(TestStore.settings(crowded.store().url()));
                IndexBuilder other = new IndexBuilder(connections, new ExtensionSchema())) {
            assertThat(other.alone()).isTrue();

            adapter.promotion().look();

            assertThat(indexes()).singleElement().asString().contains("_near_ivfflat_");
        }
    }

    @Test
    @Order(9)
    void whoIsNoLongerLargeLosesTheIndexAndStillFindsEverything() throws SQLException {
        try (SupabaseAdapter adapter = adapter(VectorIndex.IVFFLAT)) {
            List<UUID> most = crowded.truth(CrowdedStore.GIANT, crowded.near("other-2"), 1_200);
            adapter.forget(new ForgetScope.OfTurns(user(CrowdedStore.GIANT), new HashSet<>(most)));

            adapter.promotion().look();

            assertThat(values("select user_id from memories.large_users")).isEmpty();
            assertThat(indexes()).isEmpty();
            float[] vector = crowded.near(CrowdedStore.GIANT);
            assertThat(found(adapter, CrowdedStore.GIANT, vector, 20, null))
                    .isEqualTo(crowded.truth(CrowdedStore.GIANT, vector, 20));
        }
    }

    private static SupabaseAdapter adapter(VectorIndex index) {
        SupabaseAdapter adapter =
                new SupabaseAdapter(TestStore.settings(crowded.store().url())
                        .withLargeUsers(new LargeUsers(index, 1_200, Duration.ZERO, 20, 5)));
        adapter.prepare();
        return adapter;
    }

    private static List<UUID> found(
            SupabaseAdapter adapter, String name, float[] vector, int limit, @Nullable Integer efSearch) {
        return adapter.nearest(user(name), crowded.model(), vector, TurnFilter.NONE, limit, efSearch).stream()
                .map(Hit::turn)
                .map(turn -> turn.id())
                .toList();
    }

    private static List<String> indexes() {
        return values("select relname from pg_class where relname like '" + PartitionIndex.NAMES + "'");
    }

    private static long scans() {
        return crowded.store()
                .number(
                        "select coalesce(sum(pg_stat_get_numscans(oid)), 0) from pg_class where relname like '%near_hnsw%'");
    }

    private static List<String> values(String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = crowded.store().superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
