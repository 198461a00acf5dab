package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.AdapterHealth.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks the database how it is, and does not wait longer than a second for the answer. */
final class HealthCheck {
    private static final Duration PATIENCE = Duration.ofMillis(900);
    private static final String ASK =
            "select current_setting('transaction_read_only')::boolean or pg_catalog.pg_is_in_recovery()";

    private final Connections connections;

    HealthCheck(Connections connections) {
        this.connections = connections;
    }

    /** @param prepared whether the schema has been prepared by this process */
    AdapterHealth check(boolean prepared) {
        long start = System.nanoTime();
        FutureTask<Boolean> readOnly = new FutureTask<>(this::readOnly);
        Thread.ofVirtual().name("supabase-health").start(readOnly);
        try {
            boolean answer = readOnly.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer) {
                return health(
                        State.DEGRADED, "the database is read-only: turns cannot be stored until it is not", start);
            }
            return prepared
                    ? health(State.UP, "answers at " + connections.place(), start)
                    : health(State.DEGRADED, "answers, but its schema has not been prepared yet", start);
        } catch (TimeoutException e) {
            readOnly.cancel(true);
            return health(
                    State.DOWN,
                    "no answer from " + connections.place() + " within " + PATIENCE.toMillis()
                            + " ms: check that the database is up and its connections are not all in use",
                    start);
        } catch (ExecutionException e) {
            return health(State.DOWN, reason(e.getCause()), start);
        } catch (InterruptedException e) {
            readOnly.cancel(true);
            Thread.currentThread().interrupt();
            return health(State.DOWN, "the check was interrupted", start);
        }
    }

    private boolean readOnly() throws SQLException {
        try (Connection connection = connections.app();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ASK)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        if (cause instanceof SQLException sql) {
            String message = SupabaseFailures.of("reach the database", sql).getMessage();
            return message == null ? "the database cannot be reached" : message;
        }
        return "the check failed: " + cause;
    }

    private static AdapterHealth health(State state, String detail, long start) {
        return new AdapterHealth(state, detail, Duration.ofNanos(System.nanoTime() - start));
    }
}
