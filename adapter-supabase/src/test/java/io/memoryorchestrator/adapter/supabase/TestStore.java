package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.CommitOutcome;
import io.memoryorchestrator.api.canonical.IntentCommit;
import io.memoryorchestrator.api.canonical.SessionStore;
import io.memoryorchestrator.api.canonical.SessionStore.Opening;
import io.memoryorchestrator.api.canonical.SessionStore.Session;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A database of its own with a prepared store on it, and short ways to say what a test is about. */
final class TestStore implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final PostgresUrl url;
    private final SupabaseAdapter adapter;

    private TestStore(PostgresUrl url, SupabaseSettings settings) {
        this.url = url;
        this.adapter = new SupabaseAdapter(settings);
    }

    static TestStore open(String database) {
        return open(database, SupabaseSettings.DEFAULT_POOL_SIZE);
    }

    static TestStore open(String database, int poolSize) {
        PostgresUrl url = LocalPostgres.forTests().createDatabase(database);
        TestStore store = new TestStore(url, settings(url).withPoolSize(poolSize));
        store.adapter.prepare();
        return store;
    }

    static SupabaseSettings settings(PostgresUrl url) {
        return SupabaseSettings.of(url.withPassword())
                .withTimeouts(Duration.ofSeconds(5), SupabaseSettings.DEFAULT_STATEMENT_TIMEOUT);
    }

    SupabaseAdapter adapter() {
        return adapter;
    }

    PostgresUrl url() {
        return url;
    }

    /** A connection of the superuser, who sees everything. */
    Connection superuser() throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }

    long number(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    String text(String sql) {
        return texts(sql).getFirst();
    }

    List<String> texts(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void execute(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    CommitOutcome commit(String intentId, Turn... turns) {
        return adapter.commit(List.of(intent(intentId, turns))).getFirst();
    }

    static IntentCommit intent(String intentId, Turn... turns) {
        return new IntentCommit(intentId, IntentType.TURN_COMMITTED, turns[0].user(), Arrays.asList(turns), List.of());
    }

    static UserRef user(String name) {
        return new UserRef("default", name);
    }

    static SessionRef session(String user, String session) {
        return new SessionRef(user(user), session);
    }

    static Turn turn(SessionRef session, long position, String content) {
        return turn(session, position, Role.USER, content);
    }

    static Turn turn(SessionRef session, long position, Role role, String content) {
        return new Turn(
                TurnId.ofContent(session, position, role, content),
                session,
                position,
                role,
                content,
                NOON.plusSeconds(position),
                TurnLabels.NONE,
                Map.of(),
                Turn.DEFAULT_IMPORTANCE,
                null);
    }

    /** The same id with other words. */
    static Turn rewritten(Turn turn, String content) {
        return new Turn(
                turn.id(),
                turn.session(),
                turn.position(),
                turn.role(),
                content,
                turn.occurredAt(),
                turn.labels(),
                turn.metadata(),
                turn.importance(),
                turn.clientTurnId());
    }

    static List<UUID> ids(List<Turn> turns) {
        return turns.stream().map(Turn::id).toList();
    }

    static List<String> contents(List<Turn> turns) {
        return turns.stream().map(Turn::content).toList();
    }

    @Override
    public void close() {
        adapter.close();
        LocalPostgres.forTests().dropDatabase(url.database());
    }

    /** Puts a session that is a chat without a thread, whatever there was before. */
    static Session chat(
            SessionStore sessions,
            SessionRef session,
            Map<String, @Nullable Object> data,
            @Nullable Duration timeToLive) {
        return chat(sessions, session, data, timeToLive, null);
    }

    static Session chat(
            SessionStore sessions,
            SessionRef session,
            Map<String, @Nullable Object> data,
            @Nullable Duration timeToLive,
            @Nullable Long expectedVersion) {
        Opening opening = new Opening(session.user(), Opening.CHAT, null, timeToLive, data, false);
        return sessions.put(session.sessionId(), opening, expectedVersion);
    }
}
