package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.NodeHit;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeLimits;
import io.memoryorchestrator.api.node.NodeMatch;
import io.memoryorchestrator.api.node.NodeQuery.Select;
import io.memoryorchestrator.api.node.NodeRef;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds values of memory nodes by words, weighed like those of turns: see {@link WordQueries}. */
final class NodeWords {
    /** Most users keep nothing here; to find that out takes a third of the time of the whole search. */
    private static final String ANY = """
            select exists (select from memories.node_texts where user_id = ? and kind = any (?))""";

    private static final String SCORED = """
            with terms as materialized (
                select n::integer,
                       ('''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''')::tsquery as term
                from unnest(tsvector_to_array(to_tsvector('memories.words', left(?, 20000))))
                    with ordinality as distinct_words (word, n)
                limit 64
            ), wanted as materialized (
                select string_agg(term::text, ' | ')::tsquery as any_term from terms
            ), searched as materialized (
                select x.node_id, x.kind, x.key, x.chunk, x.occurred_at,
                       case when x.words @@ wanted.any_term then x.words end as words,
                       case when x.words @@ wanted.any_term then x.text end as text
                from memories.node_texts x, wanted
                where x.user_id = ? and x.kind = any (?) and (?::text is null or x.node_id = ?)
            ), matched as materialized (
                select s.node_id, s.kind, s.key, s.chunk, s.text, s.occurred_at, terms.n,
                       ts_rank(s.words, terms.term) as rank
                from searched s
                join terms on s.words @@ terms.term
            ), weights as materialized (
                select array_agg(ln(1 + (everything.texts - counted.texts + 0.5) / (counted.texts + 0.5))
                                 order by counted.n) as of_term
                from (select terms.n, count(matched.n) as texts
                      from terms left join matched on matched.n = terms.n
                      group by terms.n) as counted,
                     (select count(*)::double precision as texts from searched) as everything
            ), found as materialized (
                select m.node_id, m.kind, m.key, m.chunk, m.text, m.occurred_at,
                       sum(m.rank * weights.of_term[m.n]) as score
                from matched m, weights
                group by m.node_id, m.kind, m.key, m.chunk, m.text, m.occurred_at
            )""";
    private static final String HITS = """

            select node_id, kind, key, text, occurred_at, score
            from found
            order by score desc, occurred_at desc, node_id, key, chunk
            limit ?""";
    private static final String MATCHES = """

            select %s, found.score, found.chunk
            from found
            join %s t on t.user_id = ? and t.node_id = found.node_id and t.key = found.key
            where\s""" + NodeTable.LIVE;

    private final Database database;
    private final UserKey keys;

    NodeWords(Database database, UserKey keys) {
        this.database = database;
        this.keys = keys;
    }

    List<NodeHit> find(UserRef user, String query, Set<NodeKind> kinds, int limit) {
        if (limit < 1 || limit > NodeLimits.MATCHES) {
            throw new IllegalArgumentException("limit must lie between 1 and " + NodeLimits.MATCHES);
        }
        UUID key = keys.of(user);
        Query any = Query.of(ANY, key, names(kinds));
        if (!database.query("look for nodes", Caller.user(key), any, row -> row.getBoolean(1))
                .getFirst()) {
            return List.of();
        }
        return database.query(
                "search nodes by words",
                Caller.user(key),
                scored(key, query, kinds, null).add(HITS, limit),
                row -> new NodeHit(
                        new NodeRef(user, row.getString(1)),
                        NodeKind.of(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        TurnRow.instant(row, 5),
                        row.getDouble(6)));
    }

    /** A selection with words. */
    List<NodeMatch> select(NodeRef node, Select select, String words) {
        UUID user = keys.of(node.user());
        NodeTable table = NodeTable.of(select.kind());
        Query query = scored(user, words, Set.of(select.kind()), node.nodeId())
                .add(MATCHES.formatted(table.rowWithFoundChunk(), table.table()), user);
        NodeSelection.addTo(query, table, select.filter())
                .add(
                        " order by found.score desc, t.key, found.chunk limit ? offset ?",
                        select.limit(),
                        select.offset());
        return database.query(
                "search a node by words",
                Caller.user(user),
                query,
                row -> new NodeMatch(
                        NodeRow.read(row, select.kind(), node.user()),
                        row.getDouble(3),
                        row.getObject(4, Integer.class),
                        null,
                        null));
    }

    private static Query scored(UUID user, String words, Collection<NodeKind> kinds, @Nullable String nodeId) {
        return Query.of(SCORED, StorableText.of(words), user, names(kinds), nodeId, nodeId);
    }

    private static String[] names(Collection<NodeKind> kinds) {
        return kinds.stream().map(NodeKind::pathName).toArray(String[]::new);
    }
}
