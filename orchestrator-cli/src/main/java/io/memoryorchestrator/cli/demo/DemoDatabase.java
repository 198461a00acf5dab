package io.memoryorchestrator.cli.demo;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts in the database itself, so that the figures are not the server's own word. */
final class DemoDatabase {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\[([A-Z][A-Z_]+)]");
    private static final String TURNS = """
            select t.session_id || '/' || t.client_turn_id as name,
                   t.content,
                   exists (select from memories.turn_embeddings e
                           where e.user_id = t.user_id and e.turn_id = t.turn_id) as embedded
            from memories.turns t
            join memories.users u using (user_id)
            where u.external_id = any (?)
            """;

    private final PostgresUrl url;

    DemoDatabase(String url) {
        this.url = PostgresUrl.parse(url);
    }

    Counts count(List<String> users) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> redacted = new TreeMap<>();
        int embedded = 0;
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                PreparedStatement statement = connection.prepareStatement(TURNS)) {
            Array array = connection.createArrayOf("text", users.toArray());
            statement.setArray(1, array);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString("name"));
                    embedded += rows.getBoolean("embedded") ? 1 : 0;
                    Matcher placeholder = PLACEHOLDER.matcher(rows.getString("content"));
                    while (placeholder.find()) {
                        redacted.merge(placeholder.group(1), 1, Integer::sum);
                    }
                }
            }
        } catch (SQLException failed) {
            throw new CommandFailure("The database at " + url + " cannot be read: " + failed.getMessage(), failed);
        }
        return new Counts(List.copyOf(names), embedded, redacted);
    }

    /**
     * @param names session and client id of each stored turn, one entry a row
     * @param redacted placeholders in stored turns by type
     */
    record Counts(List<String> names, int embedded, Map<String, Integer> redacted) {
        long distinct() {
            return names.stream().distinct().count();
        }
    }
}
