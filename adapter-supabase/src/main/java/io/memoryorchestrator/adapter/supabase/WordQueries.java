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
                select n::integer,
                       ('''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''')::tsquery as term
                from unnest(tsvector_to_array(to_tsvector('memories.words', left(?, 20000))))
                    with ordinality as distinct_words (word, n)
                limit 64
            ), wanted as materialized (
                select string_agg(term::text, ' | ')::tsquery as any_term from terms
            ), searched as materialized (
                select t.turn_id, case when t.words @@ wanted.any_term then t.words end as words
                from memories.turns t, wanted
                where t.user_id = ?""";

    private static final String RANKED = """

            ), found as materialized (
                select searched.turn_id, terms.n, ts_rank(searched.words, terms.term) as rank
                from searched
                join terms on searched.words @@ terms.term
            ), weights as materialized (
                select array_agg(ln(1 + (everything.turns - counted.turns + 0.5) / (counted.turns + 0.5))
                                 order by counted.n) as of_term
                from (select terms.n, count(found.n) as turns
                      from terms left join found on found.n = terms.n
                      group by terms.n) as counted,
                     (select count(*)::double precision as turns from searched) as everything
            ), scored as materialized (
                select found.turn_id, sum(found.rank * weights.of_term[found.n]) as score
                from found, weights
                group by found.turn_id
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
