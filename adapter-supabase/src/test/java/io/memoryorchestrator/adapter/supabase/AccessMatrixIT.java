package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what to which table; what is expected stands in {@code access-matrix.txt}. A has one row of each, B two
 * (of users one). */
class AccessMatrixIT {
    private static final String A =
            new UserKey("default").of(TestStore.user("a")).toString();
    private static final String B =
            new UserKey("default").of(TestStore.user("b")).toString();
    private static final Map<String, Caller> CALLERS = Map.of(
            "anon", new Caller("anon", "", "{\"role\":\"anon\"}"),
            "A", new Caller("authenticated", A, "{\"sub\":\"" + A + "\",\"role\":\"authenticated\"}"),
            "B", new Caller("authenticated", "", "{\"sub\":\"" + B + "\",\"role\":\"authenticated\"}"),
            "service", new Caller("service_role", "", "{\"role\":\"service_role\"}"),
            "no-claims", Caller.nobody(),
            "malformed-claims", new Caller("authenticated", "", "{\"sub\": 'not json"),
            "worker", Caller.WORKER);

    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.open("access_matrix");
        List<Turn> turns = List.of(
                turn(session("a", "s1"), 1, "of a"),
                turn(session("b", "s1"), 1, "of b"),
                turn(session("b", "s2"), 2, "of b again"));
        for (Turn turn : turns) {
            store.commit("intent-" + turn.content(), turn);
            TurnKey key = TurnKey.of(turn);
            store.adapter().putEmbeddings(new EmbeddingModelRef("m", 2), List.of(new TurnEmbedding(key, new float[] {
                1, 0
            })));
            store.adapter()
                    .deliveries()
                    .record("elsewhere", List.of(new Delivery(key, Delivery.State.DELIVERED, null, null)));
            OneOfEachNode.keep(
                    store.adapter().nodes(),
                    new NodeRef(turn.user(), turn.session().sessionId()));
            store.adapter().memories().used(Map.of(key, 1L), TestStore.NOON);
        }
        // The table of users has one row for each, so a third one makes the worker's count the same everywhere.
        store.execute("insert into memories.users (user_id, tenant_id, external_id) values"
                + " (gen_random_uuid(), 'default', 'third')");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    static Stream<List<String>> matrix() {
        return lines().map(
                        line -> Stream.of(line.split("\\|")).map(String::strip).toList());
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void everyoneMayDoWhatTheMatrixSays(List<String> row) throws SQLException {
        String table = "memories." + row.get(0);
        Caller caller = Objects.requireNonNull(CALLERS.get(row.get(1)));

        assertThat(List.of(
                        attempt(caller, "select count(*) from " + table),
                        attempt(caller, "insert into " + table + " default values"),
                        attempt(caller, "update " + table + " set " + firstColumn(table) + " = " + firstColumn(table)),
                        attempt(caller, "delete from " + table)))
                .as("%s as %s: select, insert, update, delete", row.get(0), row.get(1))
                .isEqualTo(row.subList(2, 6));
    }

    @Test
    void everyTableIsInTheMatrix() throws SQLException {
        Set<String> covered = matrix().map(List::getFirst).collect(Collectors.toSet());
        try (Connection connection = store.superuser();
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("""
                        select relname from pg_class
                        where relnamespace = 'memories'::regnamespace and relkind in ('r', 'p') and not relispartition""")) {
            while (tables.next()) {
                assertThat(covered).contains(tables.getString(1));
            }
        }
    }

    private static String attempt(Caller caller, String sql) throws SQLException {
        try (Connection connection = store.superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select set_config('role', '" + caller.role() + "', true), set_config('request.jwt.claims', '"
                            + caller.claims().replace("'", "''") + "', true), set_config('request.jwt.claim.sub', '"
                            + caller.subject() + "', true)");
            try {
                if (statement.execute(sql)) {
                    ResultSet count = statement.getResultSet();
                    count.next();
                    return count.getString(1);
                }
                return sql.startsWith("insert") ? "allowed" : Integer.toString(statement.getUpdateCount());
            } catch (SQLException e) {
                return outcome(sql, e);
            } finally {
                connection.rollback();
            }
        }
    }

    /** A row of defaults lacks what must not be null: whoever gets as far as that was let in. */
    private static String outcome(String sql, SQLException e) {
        if ("42501".equals(e.getSQLState())) {
            return "denied";
        }
        return sql.startsWith("insert") && Objects.toString(e.getSQLState(), "").startsWith("23") ? "allowed" : "error";
    }

    private static String firstColumn(String table) throws SQLException {
        try (Connection connection = store.superuser();
                Statement statement = connection.createStatement();
                ResultSet name = statement.executeQuery(
                        "select attname from pg_attribute where attrelid = '" + table + "'::regclass and attnum = 1")) {
            name.next();
            return name.getString(1);
        }
    }

    private static Stream<String> lines() {
        try (InputStream file = AccessMatrixIT.class.getResourceAsStream("/access-matrix.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
