package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.canonical.FlagLedger.Decision;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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
    private static Connection direct;

    @BeforeAll
    static void open() throws SQLException {
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
            store.adapter().flags().note("another", List.of(new Decision(key, true, "1", "on", "STATIC")));
            OneOfEachNode.keep(
                    store.adapter().nodes(),
                    new NodeRef(turn.user(), turn.session().sessionId()));
            store.adapter().memories().used(Map.of(key, 1L), TestStore.NOON);
        }
        // The table of users has one row for each, so a third one makes the worker's count the same everywhere.
        store.execute("insert into memories.users (user_id, tenant_id, external_id) values"
                + " (gen_random_uuid(), 'default', 'third')");
        store.execute("insert into memories.large_users (user_id, model_id, vectors)"
                + " select distinct user_id, model_id, 1 from memories.turn_embeddings");
        direct = store.superuser();
    }

    @AfterAll
    static void close() throws SQLException {
        direct.close();
        store.close();
    }

    static Stream<List<String>> matrix() {
        return lines().map(
                        line -> Stream.of(line.split("\\|")).map(String::strip).toList());
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void everyoneMayDoWhatTheMatrixSays(List<String> row) throws SQLException {
        Caller caller = Objects.requireNonNull(CALLERS.get(row.get(1)));
        List<String> found = new ArrayList<>();
        for (Command command : Command.values()) {
            found.add(
                    attempt(direct, caller, command, command.on(row.getFirst(), firstWritableColumn(row.getFirst()))));
        }

        assertThat(found)
                .as("%s as %s: select, insert, update, delete", row.get(0), row.get(1))
                .isEqualTo(row.subList(2, 6));
    }

    /** The callers take turns in no order, each on a connection of its own, and PgBouncer has one for all of them. */
    @Test
    void theMatrixHoldsThroughATransactionPoolerOnOneServerConnection() throws Exception {
        try (Pooler pooler = Pooler.before(store.url())) {
            PostgresUrl url = pooler.url();
            String jdbc = url.jdbcUrl() + "?prepareThreshold=0";
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(() -> DriverManager.getConnection(jdbc, url.user(), url.password())
                            .close());
            List<Attempt> attempts = attempts();
            long seed = System.nanoTime();
            System.out.println("seed " + seed);
            Collections.shuffle(attempts, new Random(seed));
            Map<String, Connection> connections = new HashMap<>();
            Set<String> servers = new HashSet<>();
            try {
                for (Attempt attempt : attempts) {
                    Connection connection = connections.get(attempt.caller());
                    if (connection == null) {
                        connection = DriverManager.getConnection(jdbc, url.user(), url.password());
                        connections.put(attempt.caller(), connection);
                    }
                    Caller caller = Objects.requireNonNull(CALLERS.get(attempt.caller()));
                    assertThat(attempt(connection, caller, attempt.command(), attempt.sql()))
                            .as("%s, with seed %d", attempt, seed)
                            .isEqualTo(attempt.expected());
                    servers.add(serverProcess(connection));
                }
            } finally {
                for (Connection connection : connections.values()) {
                    connection.close();
                }
            }
            assertThat(connections).hasSize(CALLERS.size());
            assertThat(servers).as("server connections used").hasSize(1);
        }
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

    private static List<Attempt> attempts() throws SQLException {
        List<Attempt> attempts = new ArrayList<>();
        for (List<String> row : matrix().toList()) {
            String column = firstWritableColumn(row.getFirst());
            for (Command command : Command.values()) {
                String sql = command.on(row.getFirst(), column);
                attempts.add(new Attempt(row.get(1), command, sql, row.get(2 + command.ordinal())));
            }
        }
        return attempts;
    }

    /** Tries it in a transaction that is rolled back. */
    private static String attempt(Connection connection, Caller caller, Command command, String sql)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select set_config('role', '" + caller.role()
                    + "', true), set_config('request.jwt.claims', '"
                    + caller.claims().replace("'", "''") + "', true), set_config('request.jwt.claim.sub', '"
                    + caller.subject() + "', true)");
            try {
                if (statement.execute(sql)) {
                    ResultSet count = statement.getResultSet();
                    count.next();
                    return count.getString(1);
                }
                return command == Command.INSERT ? "allowed" : Integer.toString(statement.getUpdateCount());
            } catch (SQLException e) {
                return outcome(command, e);
            }
        } finally {
            connection.rollback();
        }
    }

    /** A row of defaults lacks what must not be null: whoever gets as far as that was let in. */
    private static String outcome(Command command, SQLException e) {
        if ("42501".equals(e.getSQLState())) {
            return "denied";
        }
        boolean letIn = command == Command.INSERT
                && Objects.toString(e.getSQLState(), "").startsWith("23");
        return letIn ? "allowed" : "error";
    }

    private static String firstWritableColumn(String table) throws SQLException {
        try (Statement statement = direct.createStatement();
                ResultSet name = statement.executeQuery("""
                        select attname from pg_attribute
                        where attrelid = 'memories.%s'::regclass
                          and attnum > 0 and not attisdropped and attidentity <> 'a' and attgenerated = ''
                        order by attnum limit 1
                        """.formatted(table))) {
            name.next();
            return name.getString(1);
        }
    }

    private static String serverProcess(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getString(1);
        } finally {
            connection.rollback();
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

    /** In the order of the matrix's columns. */
    private enum Command {
        SELECT("select count(*) from memories.%1$s"),
        INSERT("insert into memories.%1$s default values"),
        UPDATE("update memories.%1$s set %2$s = %2$s"),
        DELETE("delete from memories.%1$s");

        private final String pattern;

        Command(String pattern) {
            this.pattern = pattern;
        }

        String on(String table, String column) {
            return pattern.formatted(table, column);
        }
    }

    private record Attempt(String caller, Command command, String sql, String expected) {}
}
