package io.memoryorchestrator.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * The bare reads of a question: the last turns, the user's turns by words and by exact vector distance, one statement
 * after the other on one open connection, as the superuser, without row level security, fusion or JSON.
 */
final class RawQuestion {
    private static final String RECENT = """
            select turn_id, session_id, position, role, content, occurred_at
            from memories.turns
            where user_id = ?
            order by occurred_at desc
            limit 20
            """;
    private static final String WORDS = """
            select turn_id, session_id, position, role, content, occurred_at,
                   ts_rank(words, to_tsquery('memories.words', ?)) as score
            from memories.turns
            where user_id = ? and words @@ to_tsquery('memories.words', ?)
            order by score desc
            limit 200
            """;
    private static final String VECTORS = """
            with mine as materialized (
                select turn_id, embedding from memories.turn_embeddings where user_id = ?
            ), nearest as (
                select turn_id, embedding <#> ?::halfvec as distance from mine order by distance limit 200
            )
            select t.turn_id, t.session_id, t.position, t.role, t.content, t.occurred_at, n.distance
            from nearest n
            join memories.turns t on t.user_id = ? and t.turn_id = n.turn_id
            order by n.distance
            """;

    private final Connection connection;

    RawQuestion(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            // Wherever the extension was created, its type and operators are found by name.
            statement.execute("""
                    select set_config('search_path', 'pg_catalog, ' || quote_ident(n.nspname), false)
                    from pg_extension e
                    join pg_namespace n on n.oid = e.extnamespace
                    where e.extname = 'vector'
                    """);
        }
    }

    /** Questions about stored turns: their text, and their vector as the database has it. */
    List<Asked> questions(String run, int count, long seed) throws SQLException {
        String sql = """
                select u.external_id, t.user_id::text, t.content, e.embedding::text
                from memories.turns t
                join memories.users u using (user_id)
                join memories.turn_embeddings e using (user_id, turn_id)
                where u.external_id like ? || '-u%' and length(t.content) > 30
                order by t.turn_id
                """;
        List<Asked> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(new Asked(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
                }
            }
        }
        Random random = new Random(seed);
        List<Asked> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(all.get(random.nextInt(all.size())));
        }
        return chosen;
    }

    /** @return rows read, so that nothing can be optimised away */
    int ask(Asked question) throws SQLException {
        String words = String.join(
                " | ",
                question.text().replaceAll("[^\\p{L}\\p{N} ]", " ").strip().split("\\s+"));
        UUID user = UUID.fromString(question.userId());
        return read(RECENT, user) + read(WORDS, words, user, words) + read(VECTORS, user, question.vector(), user);
    }

    private int read(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            int rows = 0;
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows += result.getString("content").isEmpty() ? 0 : 1;
                }
            }
            return rows;
        }
    }

    /** @param vector in pgvector's text form */
    record Asked(String user, String userId, String text, String vector) {}
}
