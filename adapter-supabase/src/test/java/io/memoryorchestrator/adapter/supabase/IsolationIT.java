package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.api.spi.TurnScan.Range;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything here runs through one physical connection, so that whatever one caller leaves behind meets the next. */
class IsolationIT {
    private static final EmbeddingModelRef MODEL = new EmbeddingModelRef("tiny", 3);
    private static final UserRef A = user("isolated-a");
    private static final UserRef B = user(UUID.randomUUID().toString());
    private static final UserRef SAME_NAME_OTHER_TENANT = new UserRef("other", A.userId());

    private static TestStore store;
    private static Turn ofA;
    private static Turn ofB;

    @BeforeAll
    static void open() {
        store = TestStore.open("isolation_it", 1);
        ofA = turn(new SessionRef(A, "s"), 1, "the secret of a is a turnip");
        ofB = turn(new SessionRef(B, "s"), 1, "the secret of b is a turnip");
        store.commit("isolation-a", ofA);
        store.commit("isolation-b", ofB);
        store.adapter()
                .putEmbeddings(
                        MODEL,
                        List.of(
                                new TurnEmbedding(TurnKey.of(ofA), new float[] {1, 0, 0}),
                                new TurnEmbedding(TurnKey.of(ofB), new float[] {1, 0, 0})));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void aUserFindsOnlyTheOwnTurnsByEveryAbility() {
        for (int round = 0; round < 8; round++) {
            seesOnly(A, ofA);
            seesOnly(B, ofB);
        }
    }

    @Test
    void theSameNameInAnotherTenantIsAnotherUser() {
        assertThat(store.adapter().recent(new SessionRef(SAME_NAME_OTHER_TENANT, "s"), 10))
                .isEmpty();
        assertThat(store.adapter().lookup(SAME_NAME_OTHER_TENANT, List.of(ofA.id())))
                .isEmpty();
    }

    @Test
    void forgettingWithAnothersIdsRemovesNothing() {
        store.adapter().forget(new ForgetScope.OfTurns(A, Set.of(ofB.id())));

        assertThat(store.adapter().lookup(B, List.of(ofB.id()))).containsExactly(ofB);
    }

    @Test
    void withoutClaimsNoRowIsSeen() {
        try (Connections connections =
                new Connections(TestStore.settings(store.url()).withPoolSize(1))) {
            Database database = new Database(connections, Duration.ofSeconds(5));
            Query count = Query.of("select count(*) from memories.turns");

            assertThat(count(database, Caller.WORKER, count)).isGreaterThanOrEqualTo(2);
            assertThat(count(database, Caller.nobody(), count)).isZero();
            assertThat(count(database, Caller.user(new UserKey("default").of(A)), count))
                    .isOne();
            assertThat(count(database, Caller.nobody(), count)).isZero();
        }
    }

    @Test
    void theLoginItselfMayReadNothingAndNothingIsLeftOnItsConnection() throws SQLException {
        try (Connections connections =
                new Connections(TestStore.settings(store.url()).withPoolSize(1))) {
            Database database = new Database(connections, Duration.ofSeconds(5));
            count(database, Caller.user(new UserKey("default").of(A)), Query.of("select count(*) from memories.turns"));

            try (Connection left = connections.app();
                    var statement = left.createStatement();
                    var row = statement.executeQuery("""
                            select current_user, coalesce(current_setting('request.jwt.claims', true), ''),
                                   coalesce(current_setting('request.jwt.claim.sub', true), ''),
                                   has_schema_privilege('memories', 'usage')""")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("memory_app");
                assertThat(row.getString(2)).isEmpty();
                assertThat(row.getString(3)).isEmpty();
                assertThat(row.getBoolean(4)).isFalse();
            }
        }
    }

    /** A pooler may hand the session's connection to somebody else before the transaction begins. */
    @Test
    void aSnapshotSetsNothingForItsSession() {
        List<String> found = new ArrayList<>();
        try (Connections connections = new Connections(TestStore.settings(store.url()))) {
            new Database(connections, Duration.ofSeconds(5))
                    .snapshot(
                            "look at oneself",
                            Caller.WORKER,
                            transaction -> transaction.query(Query.of("""
                            select current_setting('transaction_isolation'),
                                   current_setting('default_transaction_isolation')"""), row -> {
                                found.add(row.getString(1));
                                found.add(row.getString(2));
                                return true;
                            }));
        }

        assertThat(found).containsExactly("repeatable read", "read committed");
    }

    /** Parameters of unknown type make the driver synchronise between statements once it has prepared them by name. */
    @Test
    void roleAndClaimsHoldHoweverOftenAStatementWithNullsIsRepeated() {
        SessionRef session = new SessionRef(A, "repeated");
        for (int i = 0; i < 20; i++) {
            TestStore.chat(store.adapter().sessions(), session, Map.of("i", i), null);
            assertThat(store.adapter().sessions().show(session)).isPresent();
            seesOnly(B, ofB);
        }
    }

    private static void seesOnly(UserRef user, Turn own) {
        SupabaseAdapter adapter = store.adapter();
        assertThat(adapter.recent(new SessionRef(user, "s"), 10)).containsExactly(own);
        assertThat(adapter.lookup(user, List.of(ofA.id(), ofB.id()))).containsExactly(own);
        assertThat(adapter.byWords(user, "secret turnip", TurnFilter.NONE, 10))
                .extracting(Hit::turn)
                .containsExactly(own);
        assertThat(adapter.nearest(user, MODEL, new float[] {1, 0, 0}, TurnFilter.NONE, 10, null))
                .extracting(Hit::turn)
                .containsExactly(own);
        assertThat(adapter.nearest(user, MODEL, new float[] {1, 0, 0}, TurnFilter.ofSession("s"), 10, null))
                .extracting(Hit::turn)
                .containsExactly(own);
        assertThat(adapter.scan(Range.ofUser(user), null, 10).turns()).containsExactly(own);
        assertThat(adapter.count(Range.ofUser(user))).isOne();
        assertThat(adapter.outline(new SessionRef(user, "s"))).hasSize(1);
    }

    private static long count(Database database, Caller caller, Query query) {
        return database.queryOne("count", caller, query, row -> row.getLong(1)).orElseThrow();
    }
}
