package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.UserRef;
import java.util.List;
import java.util.UUID;

/**
 * Finds a user's turns by words. Any word may match; rare words of this user's turns weigh more. Each word's weight is the
 * inverse document frequency of BM25 (Robertson and Zaragoza 2009, equation 3.3) over the user's own turns, times
 * Postgres's rank of that word in the turn, which saturates as the word repeats.
 *
 * <p>No index serves this: {@code @@} is not leakproof, so under row-level security it could not be an index condition, and
 * the words of one user are few.
 */
final class WordQueries {
    /** A longer question is cut: what follows its 64th different word seldom tells turns apart. */
    private static final String TERMS = """
            with terms as materialized (
                select ('''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''')::tsquery as term
                from unnest(tsvector_to_array(to_tsvector('memories.words', left(?, 20000)))) as word
                limit 64
            ), wanted as materialized (
                select string_agg(term::text, ' | ')::tsquery as any_term from terms
            ), searched as materialized (
                select t.turn_id, case when t.words @@ wanted.any_term then t.words end as words
                from memories.turns t, wanted
                where t.user_id = ?""";

    private static final String RANKED = """

            ), matched as materialized (
                select turn_id, words from searched where words is not null
            ), weighted as materialized (
                select terms.term,
                       ln(1 + ((select count(*) from searched) - found.turns + 0.5) / (found.turns + 0.5)) as weight
                from terms
                cross join lateral (
                    select count(*)::double precision as turns from matched where matched.words @@ terms.term
                ) as found
                where found.turns > 0
            ), scored as materialized (
                select matched.turn_id,
                       sum(weighted.weight * ts_rank(matched.words, weighted.term)) as score
                from matched
                join weighted on matched.words @@ weighted.term
                group by matched.turn_id
                order by score desc
                fetch first ? rows with ties
            )
            select\s""" + TurnRow.COLUMNS + """
            , scored.score
            from scored
            join memories.turns t on t.user_id = ? and t.turn_id = scored.turn_id
            order by scored.score desc, t.occurred_at desc, t.turn_id
            limit ?""";

    private final Database database;
    private final UserKey keys;

    WordQueries(Database database, UserKey keys) {
        this.database = database;
        this.keys = keys;
    }

    List<Hit> byWords(UserRef user, String query, TurnFilter filter, int limit) {
        UUID key = keys.of(user);
        Query sql = TurnSelection.addTo(Query.of(TERMS, StorableText.of(query), key), filter)
                .add(RANKED, limit, key, limit);
        return database.query(
                "search turns by words",
                Caller.user(key),
                sql,
                row -> new Hit(TurnRow.read(row, user), row.getDouble(TurnRow.COLUMN_COUNT + 1)));
    }
}
