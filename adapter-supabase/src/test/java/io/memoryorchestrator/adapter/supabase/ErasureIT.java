package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.canonical.Erasures;
import io.memoryorchestrator.api.canonical.Erasures.Open;
import io.memoryorchestrator.api.canonical.Erasures.Receipt;
import io.memoryorchestrator.api.canonical.Erasures.Step;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Erasure as far as the database sees it: which tables, who else is to be told, and how an open entry goes on. */
class ErasureIT {
    private static final EmbeddingModelRef MODEL = new EmbeddingModelRef("tiny", 2);

    private static TestStore store;
    private static Erasures erasures;

    @BeforeAll
    static void open() {
        store = TestStore.open("erasure_it");
        erasures = store.adapter().erasures();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void everyTableWithRowsOfUsersIsExportedAndErased() {
        List<String> covered = new Database(new Connections(TestStore.settings(store.url())), Duration.ofSeconds(8))
                .query("list tables of users", Caller.WORKER, UserTable.ALL, row -> {
                    UserTable table = UserTable.read(row);
                    return table.ownReading() ? table.name() : "not readable by its users: " + table.name();
                });

        assertThat(covered)
                .as("tables with a column user_id; users must be able to read their own rows, or an export lacks them")
                .containsExactlyInAnyOrderElementsOf(store.texts("""
                        select distinct table_name from information_schema.columns c
                        join pg_class t on t.oid = format('memories.%I', table_name)::regclass
                        where table_schema = 'memories' and column_name = 'user_id' and t.relkind in ('r', 'p')
                          and not t.relispartition and table_name <> 'users'"""));
    }

    @Test
    void whoHasVeryManySessionsAndIntentsIsErasedInBatches() {
        UserRef owner = user("busy");
        store.adapter().store(List.of(turn(new SessionRef(owner, "s"), 1, "x")));
        store.execute("insert into memories.sessions (user_id, session_id) select '" + key(owner)
                + "', 'empty ' || i from generate_series(1, 10100) as i");
        store.execute("insert into memories.intents (intent_id, type, user_id, tenant_id, external_id, status)"
                + " select 'busy ' || i, 'onTurnCommitted', user_id, tenant_id, external_id, 'SKIPPED'"
                + " from memories.users, generate_series(1, 10100) as i where user_id = '" + key(owner) + "'");

        assertThat(erasures.erase(UUID.randomUUID(), owner, null).removed())
                .containsEntry("turns", 1L)
                .containsEntry("sessions", 10_101L)
                .containsEntry("intents", 10_100L);
        assertThat(store.number("select count(*) from memories.users where external_id = 'busy'"))
                .isZero();
    }

    @Test
    void aTableThatIsNewIsExportedRestoredAndErasedWithoutBeingNamed() {
        store.execute("""
                create table memories.hobbies (
                    user_id uuid references memories.users (user_id) on delete cascade,
                    "order" bigint generated always as identity, hobby text, primary key (user_id, "order"));
                grant select on memories.hobbies to authenticated;
                grant select, insert, update, delete on memories.hobbies to memory_worker;
                """);
        UserRef owner = user("collector");
        store.adapter().store(List.of(turn(new SessionRef(owner, "s"), 1, "x")));
        store.execute("insert into memories.hobbies (user_id, hobby) select '" + key(owner)
                + "', 'stamps ' || i from generate_series(1, 5200) as i");
        List<String> exported = export(owner);
        try {
            assertThat(exported).filteredOn(line -> line.contains("stamps")).hasSize(5_200);
            store.adapter().forget(new ForgetScope.OfUser(owner));
            assertThat(store.number("select count(*) from memories.hobbies")).isZero();

            assertThat(store.adapter().archive().restore(owner, exported.stream()))
                    .containsEntry("hobbies", 5_200L);
            assertThat(export(owner)).isEqualTo(exported);
            assertThat(erasures.erase(UUID.randomUUID(), owner, null).removed()).containsEntry("hobbies", 5_200L);
        } finally {
            store.execute("drop table memories.hobbies");
        }
    }

    @Test
    void aLargeUserIsRestoredIntoADatabaseThatKnowsNoneOfTheModelsAlsoFromAnOlderExport() {
        Turn turn = turn(session("large", "s"), 1, "one of very many");
        store.commit("large", turn);
        store.adapter().putEmbeddings(MODEL, List.of(new TurnEmbedding(TurnKey.of(turn), new float[] {1, 0})));
        store.execute("insert into memories.large_users (user_id, model_id, vectors) values ('" + key(turn.user())
                + "', '" + MODEL.id() + "', 50000)");
        List<String> exported = export(turn.user());
        List<String> older = new ArrayList<>(exported);
        older.add(
                1,
                "{\"table\":\"large_users\",\"row\":{\"model_id\":\"tiny\",\"vectors\":50000,"
                        + "\"promoted_at\":\"2026-05-04T12:00:00+00:00\"}}");

        assertThat(exported).noneMatch(line -> line.contains("large_users"));
        for (List<String> lines : List.of(exported, older)) {
            try (TestStore fresh = TestStore.open("erasure_fresh_it")) {
                assertThat(fresh.adapter().archive().restore(turn.user(), lines.stream()))
                        .containsEntry("turn_embeddings", 1L)
                        .doesNotContainKey("large_users");
            }
        }
    }

    @Test
    void oneExportOfAUserRunsAtATime() {
        UserRef owner = user("twice");
        List<Boolean> second = new ArrayList<>();

        boolean first = store.adapter()
                .archive()
                .export(owner, line -> second.add(store.adapter().archive().export(owner, more -> {})));

        assertThat(first).isTrue();
        assertThat(second).isNotEmpty().containsOnly(false);
        assertThat(store.adapter().archive().export(owner, line -> {})).isTrue();
    }

    @Test
    void whoIsDeletedInAuthUsersIsErasedHereAndInEveryOtherPlace() {
        UUID id = UUID.randomUUID();
        UserRef owner = user(id.toString());
        store.execute("insert into auth.users (id) values ('" + id + "')");
        Turn turn = turn(new SessionRef(owner, "s"), 1, "tied to auth.users");
        store.commit("tied", turn);
        store.adapter().putEmbeddings(MODEL, List.of(new TurnEmbedding(TurnKey.of(turn), new float[] {1, 0})));
        store.adapter()
                .deliveries()
                .record("mem0", List.of(new Delivery(TurnKey.of(turn), Delivery.State.DELIVERED, "ref", null)));

        store.execute("delete from auth.users where id = '" + id + "'");

        for (String table : List.of("users", "sessions", "turns", "turn_embeddings", "deliveries", "intents")) {
            assertThat(store.number("select count(*) from memories." + table + " where user_id = '" + id + "'"))
                    .as(table)
                    .isZero();
        }
        assertThat(erasures.isErased(owner)).isTrue();
        assertThat(store.commit("late", turn).suppressed()).isTrue();
        assertThat(erasures.open(100))
                .filteredOn(open -> open.user().equals(owner))
                .singleElement()
                .satisfies(open ->
                        assertThat(open.steps().get("mem0")).isEqualTo(new Step(Step.State.PENDING, Map.of(), null)));
        erasures.open(100).forEach(open -> erasures.complete(open.id()));
    }

    @Test
    void whoIsDeletedInAuthUsersIsErasedInEveryTenantAlsoWhenTheAccountIsYoungerThanTheMemory() {
        UUID id = UUID.randomUUID();
        UserRef early = new UserRef("default", id.toString());
        UserRef elsewhere = new UserRef("acme", id.toString());
        store.commit("early", turn(new SessionRef(early, "s"), 1, "before the account"));
        store.execute("insert into auth.users (id) values ('" + id + "')");
        store.commit("then", turn(new SessionRef(early, "s"), 2, "after it"));
        store.commit("elsewhere", turn(new SessionRef(elsewhere, "s"), 1, "in another tenant"));

        store.execute("delete from auth.users where id = '" + id + "'");

        for (UserRef gone : List.of(early, elsewhere)) {
            assertThat(store.number("select count(*) from memories.turns where user_id = '" + key(gone) + "'"))
                    .isZero();
            assertThat(erasures.isErased(gone)).isTrue();
        }
        assertThat(erasures.open(100)).extracting(Open::user).contains(early, elsewhere);
        erasures.open(100).forEach(open -> erasures.complete(open.id()));
    }

    @Test
    void forgettingAUserSuppressesNobody() {
        Turn turn = turn(session("forgotten", "s"), 1, "comes again");
        store.commit("once", turn);
        store.adapter().forget(new ForgetScope.OfUser(turn.user()));

        assertThat(store.commit("again", turn).suppressed()).isFalse();
    }

    @Test
    void anOpenErasureIsClaimedByOneWorkerUntilItIsClosed() {
        erasures.open(100).forEach(open -> erasures.complete(open.id()));
        UserRef owner = user("claimed");
        Receipt asked = erasures.erase(UUID.randomUUID(), owner, null);
        assertThat(erasures.erase(UUID.randomUUID(), owner, null).id()).isEqualTo(asked.id());

        Open open = erasures.claim("one", Duration.ofMinutes(1)).orElseThrow();
        assertThat(open.user()).isEqualTo(owner);
        assertThat(erasures.claim("two", Duration.ofMinutes(1))).isEmpty();
        erasures.report(open.id(), "mem0", new Step(Step.State.PENDING, Map.of("memories", 2L), "down"));
        erasures.report(open.id(), "mem0", Step.done(Map.of("memories", 3L)));
        erasures.postpone(open.id(), Duration.ZERO);
        assertThat(erasures.claim("two", Duration.ZERO).orElseThrow().attempts())
                .isEqualTo(2);

        Receipt done = erasures.complete(open.id());

        assertThat(done.steps().get("mem0")).isEqualTo(Step.done(Map.of("memories", 5L)));
        assertThat(erasures.claim("two", Duration.ZERO)).isEmpty();
        assertThat(store.number("select count(*) from memories.erasures where external_id = 'claimed'"))
                .isZero();
        assertThat(erasures.list(1)).containsExactly(done);
    }

    @Test
    void whatAStepNotedIsThereAtTheNextClaimAndGoneWithTheNextReport() {
        erasures.open(100).forEach(open -> erasures.complete(open.id()));
        erasures.erase(UUID.randomUUID(), user("noted"), null);
        Open open = erasures.claim("one", Duration.ZERO).orElseThrow();
        Step noting = new Step(Step.State.PENDING, Map.of("partitions", 1L), "behind", Map.of("topic-0", 7L));

        erasures.report(open.id(), "topics", noting);
        erasures.erase(open.id(), open.user(), null);

        assertThat(erasures.claim("two", Duration.ZERO).orElseThrow().steps().get("topics"))
                .isEqualTo(noting);
        erasures.report(open.id(), "topics", Step.done(Map.of()));
        assertThat(erasures.complete(open.id()).steps().get("topics")).isEqualTo(Step.done(Map.of("partitions", 1L)));
    }

    @Test
    void aClaimIsKeptForAStepThatTakesItsTime() {
        erasures.open(100).forEach(open -> erasures.complete(open.id()));
        erasures.erase(UUID.randomUUID(), user("slow"), null);
        Open open = erasures.claim("one", Duration.ZERO).orElseThrow();

        erasures.extend(open.id(), Duration.ofMinutes(1));

        assertThat(erasures.claim("two", Duration.ZERO)).isEmpty();
        erasures.complete(open.id());
    }

    private static List<String> export(UserRef user) {
        List<String> lines = new ArrayList<>();
        store.adapter().archive().export(user, lines::add);
        return lines;
    }

    private static UUID key(UserRef user) {
        return new UserKey("default").of(user);
    }
}
