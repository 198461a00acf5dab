package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.Retention;
import io.memoryorchestrator.api.model.SessionRef;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first turn of a session is committed after a job has begun to look and before it locks what it found. */
class FirstTurnRaceIT {
    private static final String GATE = "55";

    private TestStore store;
    private SessionRef session;

    @BeforeEach
    void open() {
        store = TestStore.open("first_turn_race_it");
        session = session("silent", "s");
        TestStore.chat(store.adapter().sessions(), session, Map.of(), Duration.ofDays(1));
        // Whoever reads sessions waits at the gate, with the moment it sees already behind it.
        store.execute("""
                create function memories.at_the_gate() returns boolean language plpgsql volatile set search_path = '' as
                    'begin perform pg_catalog.pg_advisory_xact_lock_shared(%s); return true; end';
                create policy gate on memories.sessions as restrictive for select to memory_worker
                    using (memories.at_the_gate());
                """.formatted(GATE));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theSweepLeavesTheTurn() throws Exception {
        store.execute("update memories.sessions set expires_at = now() - interval '1 minute'");

        whileTheFirstTurnIsCommitted(() -> store.adapter().sessions().sweep(10));

        assertThat(store.adapter().recent(session, 5)).hasSize(1);
    }

    @Test
    void retentionLeavesTheTurn() throws Exception {
        store.adapter().retention().rule(Retention.EVERY_TENANT, 1, false);
        store.execute("update memories.sessions set expires_at = null, created_at = now() - interval '9 days',"
                + " updated_at = now() - interval '9 days'");

        whileTheFirstTurnIsCommitted(() -> store.adapter().retention().run(Instant.now()));

        assertThat(store.adapter().recent(session, 5)).hasSize(1);
    }

    private void whileTheFirstTurnIsCommitted(Callable<?> job) throws Exception {
        try (Connection speaker = store.superuser();
                Statement statement = speaker.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            speaker.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(" + GATE + ")");
            Future<?> done = threads.submit(job);
            await().until(() -> store.number("select count(*) from pg_locks where locktype = 'advisory' and objid = "
                            + GATE + " and not granted")
                    > 0);
            say(statement);
            speaker.commit();
            done.get();
        }
    }

    private static void say(Statement statement) throws SQLException {
        statement.execute("""
                insert into memories.turns (user_id, turn_id, session_id, position, role, content, content_hash, occurred_at)
                select user_id, gen_random_uuid(), session_id, 1, 'user', 'first words', sha256('first words'), now()
                from memories.sessions""");
    }
}
