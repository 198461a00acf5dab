package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many users in one store: one with 40 % of all turns, one with 2 %, one with 0.2 %, one without any, and others for the rest.
 * Each user's vectors lie in clusters of their own, which is what makes an index shared with others give too little.
 */
final class CrowdedStore implements AutoCloseable {
    static final String GIANT = "giant";
    static final String LARGE = "large";
    static final String SMALL = "small";
    static final String NOBODY = "nobody";
    private static final int PARTITIONS = 16;
    private static final int OTHERS = 100;
    private static final int CLUSTERS_EACH = 4;
    private static final int AT_ONCE = 1_000;

    private final TestStore store;
    private final Random random;
    private final EmbeddingModelRef model;
    private final Map<String, List<float[]>> clusters = new HashMap<>();
    private final int turns;

    private CrowdedStore(TestStore store, Random random, EmbeddingModelRef model, int turns) {
        this.store = store;
        this.random = random;
        this.model = model;
        this.turns = turns;
    }

    /** No statistics are gathered until {@link #analyze()}. */
    static CrowdedStore filled(String database, int turns, int dimensions, long seed) {
        CrowdedStore crowded = new CrowdedStore(
                TestStore.open(database), new Random(seed), new EmbeddingModelRef("crowd", dimensions), turns);
        for (int i = 0; i < PARTITIONS; i++) {
            for (String table : List.of("turns", "turn_embeddings")) {
                crowded.store.execute(
                        "alter table memories.%s_p%02d set (autovacuum_enabled = off)".formatted(table, i));
            }
        }
        crowded.sizes().forEach(crowded::fill);
        return crowded;
    }

    /** Users with their numbers of turns, which add up to all. */
    Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put(GIANT, turns * 40 / 100);
        sizes.put(LARGE, turns * 2 / 100);
        sizes.put(SMALL, turns * 2 / 1_000);
        sizes.put(NOBODY, 0);
        int rest = turns - sizes.values().stream().mapToInt(Integer::intValue).sum();
        for (int i = 0; i < OTHERS; i++) {
            sizes.put("other-" + i, rest * (i + 1) / OTHERS - rest * i / OTHERS);
        }
        return sizes;
    }

    private void fill(String name, int count) {
        clusters.put(
                name,
                IntStream.range(0, CLUSTERS_EACH).mapToObj(i -> gaussian(1)).toList());
        for (int from = 0; from < count; from += AT_ONCE) {
            List<Turn> batch = IntStream.range(from, Math.min(count, from + AT_ONCE))
                    .mapToObj(i -> turn(session(name, "s" + i % 20), i, "turn " + i))
                    .toList();
            store.adapter().store(batch);
            store.adapter()
                    .putEmbeddings(
                            model,
                            batch.stream()
                                    .map(turn -> new TurnEmbedding(TurnKey.of(turn), near(name)))
                                    .toList());
        }
    }

    TestStore store() {
        return store;
    }

    EmbeddingModelRef model() {
        return model;
    }

    /** A vector in one of the user's clusters. */
    float[] near(String name) {
        List<float[]> own = Objects.requireNonNull(clusters.get(name));
        float[] centre = own.get(random.nextInt(own.size()));
        float[] vector = gaussian(0.5);
        for (int i = 0; i < vector.length; i++) {
            vector[i] += centre[i];
        }
        return vector;
    }

    private float[] gaussian(double scale) {
        float[] vector = new float[model.dimensions()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (scale * random.nextGaussian());
        }
        return vector;
    }

    void analyze() {
        store.execute("analyze memories.turns, memories.turn_embeddings");
    }

    /** HNSW on the partitions of those who are asked for, as an operator may have made it; nobody was promoted for it. */
    void index(SupabaseSettings.Hnsw hnsw) throws SQLException {
        try (Connection connection = store.superuser();
                Statement statement = connection.createStatement()) {
            // Each worker beyond the first wants its share of shared memory, of which a container has 64 MB.
            statement.execute("set maintenance_work_mem = '512MB'; set max_parallel_maintenance_workers = "
                    + Integer.getInteger("drill.index-workers", 0));
            for (String partition : partitions(statement, List.of(GIANT, LARGE, SMALL))) {
                statement.execute("""
                        create index on memories.%s
                        using hnsw ((embedding::extensions.halfvec(%d)) extensions.halfvec_ip_ops)
                        with (m = %d, ef_construction = %d) where model_id = 'crowd'""".formatted(partition, model.dimensions(), hnsw.m(), hnsw.efConstruction()));
            }
        }
    }

    private static Set<String> partitions(Statement statement, List<String> names) throws SQLException {
        String keys = names.stream().map(name -> "'" + key(name) + "'").collect(Collectors.joining(", "));
        Set<String> partitions = new TreeSet<>();
        try (ResultSet rows = statement.executeQuery("select distinct c.relname from memories.turn_embeddings e"
                + " join pg_class c on c.oid = e.tableoid where e.user_id in (" + keys + ")")) {
            while (rows.next()) {
                partitions.add(rows.getString(1));
            }
        }
        return partitions;
    }

    /** What is nearest without any index and without row-level security. */
    List<UUID> truth(String name, float[] vector, int limit) throws SQLException {
        try (Connection connection = store.superuser();
                Statement statement = connection.createStatement()) {
            // Without statistics a nested loop looks cheap to the planner, and takes minutes for the giant.
            statement.execute("set enable_indexscan = off; set enable_bitmapscan = off; set enable_indexonlyscan = off;"
                    + " set enable_nestloop = off");
            return ids(statement.executeQuery("""
                    select e.turn_id from memories.turn_embeddings e join memories.turns t using (user_id, turn_id)
                    where e.user_id = '%s' and e.model_id = 'crowd'
                    order by e.embedding operator(extensions.<#>) '%s'::extensions.halfvec, t.occurred_at desc, e.turn_id
                    limit %d""".formatted(key(name), literal(vector), limit)));
        }
    }

    /** The obvious query, run as the user with pgvector's defaults, through the index if the planner will have it. */
    int foundByTheObviousQuery(String name, float[] vector, int limit) throws SQLException {
        try (Connection connection = store.superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select set_config('role', 'authenticated', true), set_config('request.jwt.claims', '"
                    + Caller.user(key(name)).claims() + "', true), set_config('enable_sort', 'off', true)");
            return ids(statement.executeQuery("""
                            select turn_id from memories.turn_embeddings
                            where user_id = '%s' and model_id = 'crowd'
                            order by embedding::extensions.halfvec(%d) operator(extensions.<#>) '%s'::extensions.halfvec
                            limit %d""".formatted(key(name), model.dimensions(), literal(vector), limit)))
                    .size();
        }
    }

    static UUID key(String name) {
        return new UserKey("default").of(user(name));
    }

    private static List<UUID> ids(ResultSet rows) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        while (rows.next()) {
            ids.add(rows.getObject(1, UUID.class));
        }
        return ids;
    }

    static String literal(float[] vector) {
        float[] unit = UnitVector.of(vector);
        return IntStream.range(0, unit.length)
                .mapToObj(i -> Float.toString(unit[i]))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** @param percent of the sorted values */
    static double percentile(List<Long> nanos, int percent) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    @Override
    public void close() {
        store.close();
    }
}
