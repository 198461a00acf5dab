package io.memoryorchestrator.adapter.supabase;

import static java.util.Map.entry;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The one place where SQLSTATE becomes a failure kind (PostgreSQL manual, appendix A). The whole code is looked up first,
 * then its class, the first two characters.
 *
 * <p>Only what the data itself brings about is REJECTED. A wrong password, a missing table or a code unknown here means that
 * the store is not itself, and a record that meets that must wait and not be dead-lettered.
 */
final class SupabaseFailures {
    private static final Map<String, FailureKind> BY_CODE = Map.ofEntries(
            entry("22", FailureKind.REJECTED), // data exceptions
            entry("23", FailureKind.REJECTED), // integrity constraints
            entry("54", FailureKind.REJECTED), // program limits: too large
            entry("P0", FailureKind.REJECTED), // raised by our own functions
            entry("40", FailureKind.OVERLOADED), // serialization failure, deadlock
            entry("53300", FailureKind.OVERLOADED), // too many connections
            entry("53400", FailureKind.OVERLOADED), // a configured limit
            entry("55P03", FailureKind.OVERLOADED), // lock not available in time
            entry("57014", FailureKind.OVERLOADED), // statement_timeout
            entry("08", FailureKind.UNAVAILABLE), // connection exceptions
            entry("25", FailureKind.UNAVAILABLE), // 25006: a replica or a read-only fail-over
            entry("28", FailureKind.UNAVAILABLE), // login refused
            entry("42", FailureKind.UNAVAILABLE), // not migrated, or privileges taken away
            entry("53", FailureKind.UNAVAILABLE), // disk full, out of memory
            entry("57", FailureKind.UNAVAILABLE), // shutting down, cannot connect now
            entry("58", FailureKind.UNAVAILABLE), // system errors
            entry("XX", FailureKind.UNAVAILABLE)); // internal errors, some poolers' refusals

    static final String ADAPTER = "supabase";

    private SupabaseFailures() {}

    /** @param purpose what was being done, such as {@code store turns} */
    static AdapterException of(String purpose, SQLException failure) {
        SQLException told = telling(failure);
        FailureKind kind = kind(failure);
        return new AdapterException(
                ADAPTER, kind, words(told) + "; could not " + purpose + advice(told, kind), failure);
    }

    /** For who asked to read, see {@link AdapterException#refusal(String, String)}. */
    static AdapterException refused(String words) {
        return AdapterException.refusal(ADAPTER, words);
    }

    /** For the log. */
    static AdapterException rejected(String message) {
        return new AdapterException(ADAPTER, FailureKind.REJECTED, message, null);
    }

    static AdapterException overloaded(String message) {
        return new AdapterException(ADAPTER, FailureKind.OVERLOADED, message, null);
    }

    static FailureKind kind(SQLException failure) {
        SQLException told = telling(failure);
        if (told instanceof SQLTransientConnectionException) {
            // The pool's time-out without a cause: every connection is in use.
            return FailureKind.OVERLOADED;
        }
        String state = told.getSQLState();
        if (state == null) {
            return FailureKind.UNAVAILABLE;
        }
        FailureKind whole = BY_CODE.get(state);
        if (whole != null) {
            return whole;
        }
        return BY_CODE.getOrDefault(state.length() < 2 ? state : state.substring(0, 2), FailureKind.UNAVAILABLE);
    }

    /** Whether the same transaction may go through when simply repeated: deadlock, serialization, or a row just deleted. */
    static boolean worthRepeating(SQLException failure) {
        String state = failure.getSQLState();
        return "40001".equals(state) || "40P01".equals(state) || "23503".equals(state);
    }

    /** The pool wraps what kept it from connecting; that is what tells the kind. */
    private static SQLException telling(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException driver) {
                return driver;
            }
        }
        return failure;
    }

    /** The server's primary message only: detail and hint can hold values of rows. */
    private static String words(SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
        String message = server == null ? failure.getMessage() : server.getMessage();
        String state = failure.getSQLState();
        return firstLine(message) + (state == null ? "" : " (SQLSTATE " + state + ")");
    }

    private static String firstLine(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "The database gave no reason";
        }
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static String advice(SQLException failure, FailureKind kind) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("28")) {
            return ": check the user and password of the database URL";
        }
        return switch (kind) {
            case UNAVAILABLE -> ": check that the database is up and reachable";
            case OVERLOADED -> ": the database or its pool is busy, try again later";
            case REJECTED, UNSUPPORTED -> "";
        };
    }
}
