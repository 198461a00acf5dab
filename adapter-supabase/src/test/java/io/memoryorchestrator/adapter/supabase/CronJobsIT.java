package io.memoryorchestrator.adapter.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memoryorchestrator.api.canonical.Retention;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In the one database of the cluster for which pg_cron is loaded. */
class CronJobsIT {
    private final PostgresUrl url = LocalPostgres.forTests().url();

    @BeforeEach
    void pgCronIsThere() throws SQLException {
        assumeTrue(
                texts("select 1 where current_setting('cron.database_name', true) = current_database()")
                        .contains("1"),
                "pg_cron is not loaded for " + url.database());
    }

    @AfterEach
    void leaveNothing() throws SQLException {
        execute("drop extension if exists pg_cron cascade; drop schema if exists memories cascade");
    }

    @Test
    void whereTheExtensionIsItDoesTheJobsAndKeepsTheirRecord() throws SQLException {
        try (SupabaseAdapter adapter = new SupabaseAdapter(TestStore.settings(url))) {
            adapter.prepare();
            adapter.prepare();

            assertThat(adapter.retention().runsByItself()).isTrue();
            assertThat(texts("select jobname || ' ' || schedule from cron.job order by 1"))
                    .containsExactly(
                            "memories-cron-history 17 4 * * *",
                            "memories-retention * 3 * * *",
                            "memories-sessions */5 * * * *");

            // From here on only this test runs them.
            execute("update cron.job set active = false");
            SessionRef ref = TestStore.session("cron", "s");
            TestStore.chat(adapter.sessions(), ref, Map.of("a", 1), Duration.ofHours(1));
            execute("update memories.sessions set expires_at = now() - interval '1 minute'");
            for (String command : texts("select command from cron.job")) {
                execute(command);
            }

            assertThat(texts("select count(*) from memories.sessions")).containsExactly("0");
            assertThat(adapter.retention().runs())
                    .extracting(Retention.Run::job)
                    .containsExactly(Retention.JOB, Retention.SESSIONS);
            assertThat(adapter.retention().runs().getLast().removed()).containsEntry("all", 1L);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }
}
