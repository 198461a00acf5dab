package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.TurnSurvey.Extent;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads all of one user at once, as that user. */
final class UserSurvey {
    /**
     * The words of a turn never change under its id, and its importance not without a mark. Times of change are added up: a
     * change may be committed after a later one has been seen, and the maximum would not tell.
     */
    private static final String EXTENT = """
            select count(*), coalesce(sum(pg_catalog.uuid_hash(turn_id)::bigint), 0) || '@' || coalesce(max(stored_at)::text, '')
                || '@' || coalesce(sum(extract(epoch from changed_at)), 0)
            from (select turn_id, stored_at, changed_at from memories.turns where user_id = ? limit ?) theirs""";

    private static final String TURNS = "select " + TurnRow.COLUMNS + """

            from memories.turns t
            where t.user_id = ?
            limit ?""";
    private static final String NEARNESS_BEGIN = "select e.turn_id";
    /** In a subquery the cast is done once: a plan that is kept for many questions would do it again for each row. */
    private static final String NEARNESS_TO =
            ", -(e.embedding operator(extensions.<#>) (select ?::real[]::extensions.halfvec))";

    private static final String NEARNESS_END = """

            from memories.turn_embeddings e
            where e.user_id = ? and e.model_id = ?
            limit ?""";
    private static final String NEIGHBOURS = """
            with given as materialized (
                select session_id, position, turn_id
                from memories.turns
                where user_id = ? and turn_id = any (?)
            )
            select distinct on (t.turn_id)\s""" + TurnRow.COLUMNS + """

            from given
            cross join lateral (
                (select * from memories.turns b
                 where b.user_id = ? and b.session_id = given.session_id
                     and (b.position, b.turn_id) < (given.position, given.turn_id)
                 order by b.position desc, b.turn_id desc limit 1)
                union all
                (select * from memories.turns a
                 where a.user_id = ? and a.session_id = given.session_id
                     and (a.position, a.turn_id) > (given.position, given.turn_id)
                 order by a.position, a.turn_id limit 1)
            ) t
            order by t.turn_id""";

    private final Database database;
    private final UserKey keys;
    private final ExtensionSchema extension;

    UserSurvey(Database database, UserKey keys, ExtensionSchema extension) {
        this.database = database;
        this.keys = keys;
        this.extension = extension;
    }

    Extent extent(UserRef user, int atMost) {
        UUID key = keys.of(user);
        return database.queryOne(
                        "measure a user's turns",
                        Caller.user(key),
                        Query.of(EXTENT, key, atMost + 1),
                        row -> new Extent(row.getInt(1), row.getString(2)))
                .orElseThrow();
    }

    List<Turn> turns(UserRef user, int limit) {
        UUID key = keys.of(user);
        return database.query(
                "read a user's turns", Caller.user(key), Query.of(TURNS, key, limit), row -> TurnRow.read(row, user));
    }

    Map<UUID, float[]> nearness(UserRef user, EmbeddingModelRef model, List<float[]> vectors, int limit) {
        Query query = Query.of(NEARNESS_BEGIN);
        for (float[] vector : vectors) {
            if (vector.length != model.dimensions()) {
                throw SupabaseFailures.rejected("A vector of " + vector.length
                        + " dimensions does not belong to the model " + model.id() + ", which has "
                        + model.dimensions());
            }
            query.add(extension.in(NEARNESS_TO), UnitVector.of(vector));
        }
        UUID key = keys.of(user);
        query.add(NEARNESS_END, key, model.id(), limit);
        Map<UUID, float[]> nearness = new HashMap<>();
        database.query("measure how near a user's turns are", Caller.user(key), query, row -> {
                    float[] cosines = new float[vectors.size()];
                    for (int i = 0; i < cosines.length; i++) {
                        cosines[i] = row.getFloat(2 + i);
                    }
                    return Map.entry(row.getObject(1, UUID.class), cosines);
                })
                .forEach(entry -> nearness.put(entry.getKey(), entry.getValue()));
        return nearness;
    }

    List<Turn> neighbours(UserRef user, Collection<UUID> turnIds) {
        if (turnIds.isEmpty()) {
            return List.of();
        }
        UUID key = keys.of(user);
        return database.query(
                "read the neighbours of turns",
                Caller.user(key),
                Query.of(NEIGHBOURS, key, turnIds.toArray(UUID[]::new), key, key),
                row -> TurnRow.read(row, user));
    }
}
