package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memoryorchestrator.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With pgaudit set up as docs/operations.md has it. */
class AuditedTablesIT {
    private TestStore store;
    private Path log = Path.of("");

    @BeforeEach
    void pgauditIsThere() {
        store = TestStore.open("audited_tables_it");
        assumeTrue(
                store.text("select current_setting('shared_preload_libraries')").contains("pgaudit"),
                "pgaudit is not loaded");
        log = LocalPostgres.forTests().logFile().orElseThrow();
        String database = store.url().database();
        store.execute("create extension pgaudit; create role memory_auditor nologin;"
                + "alter database " + database + " set pgaudit.role = 'memory_auditor';"
                + "alter database " + database + " set pgaudit.log_statement = off;"
                + "alter role memory_app in database " + database + " set pgaudit.role = ''");
    }

    @AfterEach
    void leaveNothing() {
        if (store.number("select count(*) from pg_roles where rolname = 'memory_auditor'") > 0) {
            store.execute("drop owned by memory_auditor; drop role memory_auditor;"
                    + "alter role memory_app in database " + store.url().database() + " reset all");
        }
        store.close();
    }

    @Test
    void whoeverGoesToTheDatabaseItselfIsOnRecordWithoutTheValuesAndTheApplicationIsNot() throws IOException {
        try (SupabaseAdapter adapter = new SupabaseAdapter(TestStore.settings(store.url()))) {
            adapter.prepare();
            assertThat(
                            store.texts(
                                    "select c.relname from pg_class c where c.relnamespace = 'memories'::regnamespace"
                                            + " and c.relkind in ('r', 'p', 'v')"
                                            + " and not has_table_privilege('memory_auditor', c.oid, 'select, insert, update, delete')"))
                    .as("tables that pgaudit does not see")
                    .isEmpty();

            adapter.store(List.of(turn(session("ada", "s"), 1, "zaunkoenig of the application")));
            store.execute("update memories.turns set content = 'zaunkoenig by hand' where content like 'zaunkoenig%'");

            await().untilAsserted(
                            () -> assertThat(audited()).anyMatch(line -> line.contains("UPDATE,TABLE,memories.turns")));
            assertThat(audited()).noneMatch(line -> line.contains("memory_app@"));
            assertThat(Files.readString(log)).doesNotContain("zaunkoenig");
        }
    }

    private List<String> audited() throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("AUDIT: OBJECT")
                            && line.contains("@" + store.url().database()))
                    .toList();
        }
    }
}
