package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Embeddings beside the turns, and search among one user's: exact, but through an index for who is large. */
final class VectorStore {
    private static final int WRITE_AT_ONCE = 256;

    private static final String REGISTER = """
            insert into memories.embedding_models (model_id, dimensions) values (?, ?) on conflict do nothing;
            select dimensions from memories.embedding_models where model_id = ?""";
    private static final String EMBEDDED = """
            select e.user_id, e.turn_id
            from unnest(?::uuid[], ?::uuid[]) as wanted (user_id, turn_id)
            join memories.turn_embeddings e on e.user_id = wanted.user_id and e.turn_id = wanted.turn_id
            where e.model_id = ?""";
    /** The vectors come as one flat array, of which each row takes its slice. */
    private static final String WRITE = """
            insert into memories.turn_embeddings as e (user_id, model_id, turn_id, dimensions, embedding)
            select t.user_id, ?, t.turn_id, ?, (?::real[])[(n - 1) * ? + 1 : n * ?]::extensions.halfvec
            from unnest(?::uuid[], ?::uuid[]) with ordinality as given (user_id, turn_id, n)
            join memories.turns t on t.user_id = given.user_id and t.turn_id = given.turn_id
            order by t.user_id, t.turn_id
            on conflict (user_id, model_id, turn_id)
                do update set embedding = excluded.embedding, stored_at = now()""";

    private static final String NEAREST_OF_ALL = """
            with mine as materialized (
                select e.turn_id, e.embedding operator(extensions.<#>) ?::real[]::extensions.halfvec as distance
                from memories.turn_embeddings e
                where e.user_id = ? and e.model_id = ?
            ),\s""";
    private static final String NEAREST_FILTERED = """
            with wanted as materialized (
                select t.turn_id from memories.turns t where t.user_id = ?""";
    /** {@code is true} keeps the planner from a join, which without statistics it would do row by row. */
    private static final String OF_WANTED = """

            ), mine as materialized (
                select e.turn_id, e.embedding operator(extensions.<#>) ?::real[]::extensions.halfvec as distance
                from memories.turn_embeddings e
                where e.user_id = ? and e.model_id = ? and (e.turn_id in (select turn_id from wanted)) is true
            ),\s""";

    private static final String BEST = """
            best as materialized (
                select turn_id, distance from mine order by distance fetch first ? rows with ties
            )
            select\s""" + TurnRow.COLUMNS + """
            , -best.distance
            from best
            join memories.turns t on t.user_id = ? and t.turn_id = best.turn_id
            order by best.distance, t.occurred_at desc, t.turn_id
            limit ?""";

    private final Database database;
    private final UserKey keys;
    private final ExtensionSchema extension;
    private final LargeUsers largeUsers;
    private final ApproximateSearch approximate;
    private final LongAdder underfilled = new LongAdder();
    private final Map<String, Integer> registered = new ConcurrentHashMap<>();

    VectorStore(
            Database database,
            UserKey keys,
            ExtensionSchema extension,
            LargeUsers largeUsers,
            ApproximateSearch approximate) {
        this.database = database;
        this.keys = keys;
        this.extension = extension;
        this.largeUsers = largeUsers;
        this.approximate = approximate;
    }

    /** How often the index gave fewer turns than there were, and the exact search was asked as well. */
    long underfilled() {
        return underfilled.sum();
    }

    Set<TurnKey> embedded(EmbeddingModelRef model, Collection<TurnKey> turns) {
        if (turns.isEmpty()) {
            return Set.of();
        }
        TurnKeys wanted = TurnKeys.of(turns, keys);
        return new HashSet<>(database.query(
                "look for embeddings",
                Caller.WORKER,
                Query.of(EMBEDDED, wanted.userKeys(), wanted.turnIds(), model.id()),
                row -> wanted.at(row.getObject(1, UUID.class), row.getObject(2, UUID.class))));
    }

    int putEmbeddings(EmbeddingModelRef model, List<TurnEmbedding> embeddings) {
        for (TurnEmbedding embedding : embeddings) {
            requireLength(model, embedding.vector());
        }
        Map<TurnKey, float[]> newest = LinkedHashMap.newLinkedHashMap(embeddings.size());
        embeddings.forEach(embedding -> newest.put(embedding.turn(), embedding.vector()));
        if (newest.isEmpty()) {
            return 0;
        }
        register(model);
        int written = 0;
        List<Map.Entry<TurnKey, float[]>> entries = new ArrayList<>(newest.entrySet());
        for (int from = 0; from < entries.size(); from += WRITE_AT_ONCE) {
            written += write(model, entries.subList(from, Math.min(entries.size(), from + WRITE_AT_ONCE)));
        }
        return written;
    }

    List<Hit> nearest(
            UserRef user,
            EmbeddingModelRef model,
            float[] vector,
            TurnFilter filter,
            int limit,
            @Nullable Integer efSearch) {
        requireLength(model, vector);
        UUID key = keys.of(user);
        float[] unit = UnitVector.of(vector);
        // A filter narrows what is read exactly, and is what an index of all turns is worst at.
        if (!filter.equals(TurnFilter.NONE) || !largeUsers.contains(key, model.id())) {
            return exactly(user, key, model, unit, filter, limit);
        }
        List<Hit> near = approximate.nearest(user, key, model, unit, limit, efSearch);
        if (near.size() == limit) {
            return near;
        }
        List<Hit> all = exactly(user, key, model, unit, filter, limit);
        if (all.size() > near.size()) {
            underfilled.increment();
        }
        return all;
    }

    private List<Hit> exactly(
            UserRef user, UUID key, EmbeddingModelRef model, float[] unit, TurnFilter filter, int limit) {
        Query query = filter.equals(TurnFilter.NONE)
                ? Query.of(extension.in(NEAREST_OF_ALL), unit, key, model.id())
                : TurnSelection.addTo(Query.of(NEAREST_FILTERED, key), filter)
                        .add(extension.in(OF_WANTED), unit, key, model.id());
        return database.query(
                "search turns by vector",
                Caller.user(key),
                query.add(BEST, limit, key, limit),
                row -> new Hit(TurnRow.read(row, user), row.getDouble(TurnRow.COLUMN_COUNT + 1)));
    }

    private int write(EmbeddingModelRef model, List<Map.Entry<TurnKey, float[]>> entries) {
        int dimensions = model.dimensions();
        float[] flat = new float[entries.size() * dimensions];
        List<TurnKey> turns = new ArrayList<>(entries.size());
        for (Map.Entry<TurnKey, float[]> entry : entries) {
            UnitVector.write(entry.getValue(), flat, turns.size() * dimensions);
            turns.add(entry.getKey());
        }
        TurnKeys given = TurnKeys.of(turns, keys);
        return (int) database.update(
                "write embeddings",
                Caller.WORKER,
                Query.of(
                        extension.in(WRITE),
                        model.id(),
                        dimensions,
                        flat,
                        dimensions,
                        dimensions,
                        given.userKeys(),
                        given.turnIds()));
    }

    /** A model keeps its dimensions for ever; another length needs another id. */
    private void register(EmbeddingModelRef model) {
        Integer dimensions = registered.get(model.id());
        if (dimensions == null) {
            dimensions = database.queryOne(
                            "register an embedding model",
                            Caller.WORKER,
                            Query.of(REGISTER, model.id(), model.dimensions(), model.id()),
                            row -> row.getInt(1))
                    .orElseThrow();
            registered.put(model.id(), dimensions);
        }
        if (dimensions != model.dimensions()) {
            throw SupabaseFailures.rejected("The model " + model.id() + " is known with " + dimensions
                    + " dimensions and not with " + model.dimensions() + ": give the other length another model id");
        }
    }

    private static void requireLength(EmbeddingModelRef model, float[] vector) {
        if (vector.length != model.dimensions()) {
            throw SupabaseFailures.rejected("A vector of " + vector.length + " dimensions does not belong to the model "
                    + model.id() + ", which has " + model.dimensions());
        }
    }
}
