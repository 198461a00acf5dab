package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed;
import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed.What;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What Mem0's failures mean, as one table read from the top. A refused key is UNAVAILABLE and not REJECTED: nothing is
 * wrong with the turn, and a queue must keep it until somebody has mended the key.
 */
final class Mem0Failures {

    /** What a failure does to the circuit. */
    enum Trips {
        /** Not the backend's fault, or a sign that it is alive. */
        NO,
        /** One more for the failure rate. */
        COUNTS,
        /** Opens it now: trying again does not help before somebody changes something. */
        AT_ONCE
    }

    /**
     * @param passing whether the same call may be repeated within the operation
     * @param mayHaveArrived whether an add that failed so may have been accepted all the same
     */
    record Meaning(FailureKind kind, boolean passing, boolean mayHaveArrived, Trips trips) {}

    private record Row(Predicate<ExchangeFailed> when, Meaning meaning) {}

    private static final Set<String> BROKEN_BEHIND = Set.of("provider_auth_failed");
    private static final Set<String> POISON = Set.of("provider_bad_request");
    private static final Set<String> BUSY_BEHIND = Set.of("provider_rate_limited", "provider_timeout");

    private static final List<Row> TABLE = List.of(
            row(what(What.ADDRESS_REFUSED), FailureKind.REJECTED, false, false, Trips.NO),
            row(what(What.NOT_SENT), FailureKind.UNAVAILABLE, true, false, Trips.COUNTS),
            row(what(What.LOST), FailureKind.UNAVAILABLE, true, true, Trips.COUNTS),
            row(what(What.TIMED_OUT), FailureKind.OVERLOADED, true, true, Trips.COUNTS),
            row(what(What.INTERRUPTED), FailureKind.UNAVAILABLE, false, true, Trips.NO),
            row(what(What.UNREADABLE), FailureKind.UNAVAILABLE, true, true, Trips.COUNTS),
            row(what(What.TOO_LARGE), FailureKind.UNAVAILABLE, true, true, Trips.COUNTS),
            row(what(What.UNCONFIRMED), FailureKind.UNAVAILABLE, true, true, Trips.COUNTS),
            row(what(What.PAUSED), FailureKind.OVERLOADED, true, false, Trips.NO),
            row(what(What.CROWDED), FailureKind.OVERLOADED, true, false, Trips.NO),
            row(what(What.CIRCUIT_OPEN), FailureKind.UNAVAILABLE, false, false, Trips.NO),
            row(status(401, 401), FailureKind.UNAVAILABLE, false, false, Trips.AT_ONCE),
            row(status(403, 403), FailureKind.UNAVAILABLE, false, false, Trips.AT_ONCE),
            row(status(408, 408), FailureKind.OVERLOADED, true, true, Trips.COUNTS),
            row(status(429, 429), FailureKind.OVERLOADED, true, false, Trips.COUNTS),
            row(status(502, 502).and(code(BROKEN_BEHIND)), FailureKind.UNAVAILABLE, false, true, Trips.AT_ONCE),
            row(status(502, 502).and(code(POISON)), FailureKind.REJECTED, false, false, Trips.NO),
            row(status(502, 502).and(code(BUSY_BEHIND)), FailureKind.OVERLOADED, true, true, Trips.COUNTS),
            row(status(504, 504), FailureKind.OVERLOADED, true, true, Trips.COUNTS),
            row(status(500, 599), FailureKind.UNAVAILABLE, true, true, Trips.COUNTS),
            row(status(100, 499), FailureKind.REJECTED, false, false, Trips.NO),
            row(any -> true, FailureKind.UNAVAILABLE, true, true, Trips.COUNTS));

    private Mem0Failures() {}

    static Meaning meaning(ExchangeFailed failed) {
        return TABLE.stream()
                .filter(row -> row.when.test(failed))
                .findFirst()
                .orElseThrow()
                .meaning();
    }

    static AdapterException toAdapterException(ExchangeFailed failed, @Nullable String addition) {
        Duration retryAfter = failed.retryAfter().orElse(null);
        return new AdapterException(
                Mem0Adapter.NAME,
                meaning(failed).kind(),
                failed.words() + (addition == null ? "" : "; " + addition),
                retryAfter,
                failed);
    }

    private static Row row(
            Predicate<ExchangeFailed> when, FailureKind kind, boolean passing, boolean mayHaveArrived, Trips trips) {
        return new Row(when, new Meaning(kind, passing, mayHaveArrived, trips));
    }

    private static Predicate<ExchangeFailed> what(What what) {
        return failed -> failed.what() == what;
    }

    private static Predicate<ExchangeFailed> status(int from, int to) {
        return failed -> failed.what() == What.ANSWERED && failed.status() >= from && failed.status() <= to;
    }

    private static Predicate<ExchangeFailed> code(Set<String> codes) {
        return failed -> failed.code().filter(codes::contains).isPresent();
    }
}
