package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.adapter.supabase.SupabaseSettings.VectorIndex;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Nearest turns through the index of a large user's partition. The answer may be shorter than what there is: whoever asks
 * compares it with the limit, and searches exactly when it is.
 */
final class ApproximateSearch {
    /** Most that pgvector takes for {@code hnsw.ef_search}. */
    private static final int LARGEST_EF_SEARCH = 1_000;

    /** Whether the index is used has been decided by the promotion and is not the planner's choice: all else must sort. */
    private static final String HNSW = """
            select set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', ?, true),
                   set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_sort', 'off', true);
            """;

    private static final String IVFFLAT = """
            select set_config('ivfflat.iterative_scan', 'relaxed_order', true), set_config('ivfflat.probes', ?, true),
                   set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_sort', 'off', true);
            """;
    /** The cast is the index's expression; with it and the values at hand the planner knows that the index serves. */
    private static final String NEAREST = """
            with best as materialized (
                select e.turn_id,
                       e.embedding::extensions.halfvec(%d) operator(extensions.<#>) ?::real[]::extensions.halfvec as distance
                from memories.turn_embeddings e
                where e.user_id = ? and e.model_id = ?
                order by distance
                limit ?
            )
            select\s""" + TurnRow.COLUMNS + """
            , -best.distance
            from best
            join memories.turns t on t.user_id = ? and t.turn_id = best.turn_id
            order by best.distance, t.occurred_at desc, t.turn_id
            limit ?""";

    private final Database database;
    private final ExtensionSchema extension;
    private final SupabaseSettings.Hnsw hnsw;
    private final SupabaseSettings.LargeUsers largeUsers;

    ApproximateSearch(Database database, ExtensionSchema extension, SupabaseSettings settings) {
        this.database = database;
        this.extension = extension;
        this.hnsw = settings.hnsw();
        this.largeUsers = settings.largeUsers();
    }

    /** @param unit of length one */
    List<Hit> nearest(
            UserRef user, UUID key, EmbeddingModelRef model, float[] unit, int limit, @Nullable Integer efSearch) {
        int candidates = candidates(limit, efSearch);
        Query settings = largeUsers.index() == VectorIndex.HNSW
                ? Query.of(HNSW, Integer.toString(candidates))
                : Query.of(IVFFLAT, Integer.toString(largeUsers.ivfflatProbes()));
        // All candidates are sorted once more, for in relaxed order the nearest need not come first.
        Query query = settings.add(
                extension.in(NEAREST.formatted(model.dimensions())),
                unit,
                key,
                model.id(),
                Math.max(limit, candidates),
                key,
                limit);
        return database.query(
                "search turns by vector",
                Caller.user(key),
                query,
                row -> new Hit(TurnRow.read(row, user), row.getDouble(TurnRow.COLUMN_COUNT + 1)));
    }

    /** What the call says; else the default, but four for each turn that is wanted. */
    private int candidates(int limit, @Nullable Integer efSearch) {
        return efSearch == null ? Math.min(LARGEST_EF_SEARCH, Math.max(hnsw.efSearchDefault(), 4 * limit)) : efSearch;
    }
}
