package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.Memories;
import io.memoryorchestrator.api.canonical.SessionStore;
import io.memoryorchestrator.api.model.TurnFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A late page costs no more than the first: the index is entered at the place where the page before ended. */
class PagingIT {
    private static final UUID KEY = new UserKey("default").of(user("reader"));
    private static final Memories.Wanted EVERYTHING = new Memories.Wanted(TurnFilter.NONE, 0);

    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.open("paging_it");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void aPageOfMemoriesBeginsInTheIndexAfterTheOneBefore() throws SQLException {
        Memories.Place after = new Memories.Place(Instant.parse("2026-05-04T12:00:00Z"), UUID.randomUUID());

        List<String> plan = plan(SqlMemories.page(KEY, EVERYTHING, after, 20));

        assertThat(plan).anyMatch(line -> line.contains("Index Cond") && line.contains("occurred_at <="));
    }

    @Test
    void aPageOfSessionsBeginsInTheIndexAfterTheOneBefore() throws SQLException {
        SessionStore.Place after = new SessionStore.Place(Instant.parse("2026-05-04T12:00:00Z"), "s");

        List<String> plan = plan(SqlSessions.page(KEY, after, 20));

        assertThat(plan).anyMatch(line -> line.contains("Index Cond") && line.contains("updated_at <="));
    }

    /** Of a table that is too large to be read or sorted as a whole. */
    private static List<String> plan(Query query) throws SQLException {
        try (Connection connection = store.superuser();
                Statement settings = connection.createStatement();
                PreparedStatement explain = connection.prepareStatement("explain " + query.sql())) {
            settings.execute("set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off");
            query.bind(explain, 1);
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines;
        }
    }
}
