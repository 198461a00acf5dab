package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.TurnFilter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Asks for every user in every state of indexes, statistics and plans, and compares each answer with the truth. */
final class CompletenessCheck {
    private static final List<String> USERS =
            List.of(CrowdedStore.GIANT, CrowdedStore.LARGE, CrowdedStore.SMALL, CrowdedStore.NOBODY);
    /** After the fifth the driver prepares by name, and the server may make a generic plan. */
    private static final int CALLS_OF_ONE_STATEMENT = 8;

    private static final int LIMIT = 20;

    private final CrowdedStore crowded;
    private final SupabaseSettings.Hnsw hnsw;
    private final int timedCalls;

    /** @param timedCalls measured for each case, beyond those that are compared; zero to measure nothing */
    CompletenessCheck(CrowdedStore crowded, SupabaseSettings.Hnsw hnsw, int timedCalls) {
        this.crowded = crowded;
        this.hnsw = hnsw;
        this.timedCalls = timedCalls;
    }

    /** Without and with HNSW, before and after ANALYZE, with custom and generic plans. */
    void run() throws SQLException {
        plans("no index, no statistics");
        crowded.index(hnsw);
        plans("HNSW, no statistics");
        crowded.analyze();
        plans("HNSW, analysed");
        crowded.store().execute("""
                do $$
                declare
                    index_name text;
                begin
                    for index_name in select c.oid::regclass::text from pg_class c join pg_am a on a.oid = c.relam
                                      where a.amname = 'hnsw' loop
                        execute 'drop index ' || index_name;
                    end loop;
                end
                $$""");
        plans("no index, analysed");
    }

    private void plans(String state) throws SQLException {
        for (String plans : List.of("auto", "force_custom_plan", "force_generic_plan")) {
            crowded.store()
                    .execute("alter database " + crowded.store().url().database() + " set plan_cache_mode = " + plans);
            // One connection of its own, so that all calls are of one prepared statement under this setting.
            try (SupabaseAdapter adapter = new SupabaseAdapter(
                    TestStore.settings(crowded.store().url()).withPoolSize(1))) {
                adapter.prepare();
                for (String name : USERS) {
                    compare(adapter, state + ", " + plans, name);
                    time(adapter, state + ", " + plans, name);
                }
            }
        }
    }

    private void compare(SupabaseAdapter adapter, String state, String name) throws SQLException {
        for (int call = 1; call <= CALLS_OF_ONE_STATEMENT; call++) {
            // Near to somebody else's: where an index shared with others looks in vain.
            float[] vector = crowded.near(call % 2 == 0 ? name : "other-" + call);
            assertThat(found(adapter, name, vector))
                    .as("%s, user %s, call %d", state, name, call)
                    .isEqualTo(crowded.truth(name, vector, LIMIT));
        }
    }

    private List<UUID> found(SupabaseAdapter adapter, String name, float[] vector) {
        return adapter.nearest(user(name), crowded.model(), vector, TurnFilter.NONE, LIMIT, null).stream()
                .map(Hit::turn)
                .map(turn -> turn.id())
                .toList();
    }

    private void time(SupabaseAdapter adapter, String state, String name) {
        List<Long> nanos = new ArrayList<>();
        for (int call = 0; call < timedCalls; call++) {
            float[] vector = crowded.near("other-" + call % 50);
            long start = System.nanoTime();
            found(adapter, name, vector);
            nanos.add(System.nanoTime() - start);
        }
        if (timedCalls > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %d | %.1f | %.1f |%n",
                    state,
                    name,
                    crowded.sizes().get(name),
                    CrowdedStore.percentile(nanos, 50),
                    CrowdedStore.percentile(nanos, 99));
        }
    }
}
