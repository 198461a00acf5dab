package io.memoryorchestrator.adapter.mem0;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.memoryorchestrator.adapter.mem0.http.Ask;
import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed;
import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed.What;
import io.memoryorchestrator.adapter.mem0.http.Exchanger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What every exchange passes: the pause that a 429 asked for, the circuit, then the lane's limits. Searches have a lane
 * of their own and do not queue, so that a backlog of adds never makes somebody wait who wants an answer.
 */
final class Gate {
    private final Exchanger http;
    private final CircuitWatch circuit;
    private final Duration longestPause;
    private final Clock clock;
    private final AtomicReference<Instant> pausedUntil = new AtomicReference<>(Instant.EPOCH);

    Gate(Exchanger http, CircuitWatch circuit, Duration longestPause, Clock clock) {
        this.http = http;
        this.circuit = circuit;
        this.longestPause = longestPause;
        this.clock = clock;
    }

    /** Writes, and reads that belong to them: they queue for their turn as long as a caller may wait anyway. */
    Exchanger writes(Mem0Settings.Limits limits, Duration patience) {
        Bulkhead room = room("mem0-writes", limits.concurrentAdds(), patience);
        RateLimiter rate = RateLimiter.of(
                "mem0-writes",
                RateLimiterConfig.custom()
                        .limitForPeriod(limits.addsPerSecond())
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(patience)
                        .build());
        return ask -> pass(ask, room, ask.isAdd() ? rate : null);
    }

    Exchanger searches(Mem0Settings.Limits limits) {
        Bulkhead room = room("mem0-searches", limits.concurrentSearches(), Duration.ZERO);
        return ask -> pass(ask, room, null);
    }

    private static Bulkhead room(String name, int calls, Duration patience) {
        return Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(calls)
                        .maxWaitDuration(patience)
                        .build());
    }

    private JsonNode pass(Ask ask, Bulkhead room, @Nullable RateLimiter rate) {
        Duration pause = Duration.between(clock.instant(), pausedUntil.get());
        if (pause.isPositive()) {
            throw refused(What.PAUSED, "Mem0 asked to be left alone for another " + pause.toMillis() + " ms", pause);
        }
        if (!circuit.tryEnter()) {
            throw circuitOpen();
        }
        boolean settled = false;
        boolean inside = false;
        try {
            inside = room.tryAcquirePermission();
            if (!inside || (rate != null && !rate.acquirePermission())) {
                throw refused(What.CROWDED, "Too many calls to Mem0 at once", Duration.ofSeconds(1));
            }
            settled = true;
            return counted(ask);
        } finally {
            if (inside) {
                room.onComplete();
            }
            if (!settled) {
                circuit.leaveUncounted();
            }
        }
    }

    private JsonNode counted(Ask ask) {
        long start = System.nanoTime();
        try {
            JsonNode answer = http.exchange(ask);
            circuit.succeeded(System.nanoTime() - start);
            return answer;
        } catch (ExchangeFailed failed) {
            ExchangeFailed capped = capped(failed);
            Mem0Failures.Trips trips = Mem0Failures.meaning(capped).trips();
            if (failed.what() == What.INTERRUPTED || failed.what() == What.ADDRESS_REFUSED) {
                circuit.leaveUncounted();
            } else if (trips == Mem0Failures.Trips.NO) {
                circuit.succeeded(System.nanoTime() - start);
            } else {
                circuit.failed(System.nanoTime() - start, capped, trips);
            }
            throw capped;
        } catch (RuntimeException | Error unexpected) {
            circuit.leaveUncounted();
            throw unexpected;
        }
    }

    /** A Retry-After holds for every call and not only for the one that met it, up to the configured longest. */
    private ExchangeFailed capped(ExchangeFailed failed) {
        if (failed.retryAfter().isEmpty()) {
            return failed;
        }
        Duration asked = failed.retryAfter().get();
        Duration granted = asked.compareTo(longestPause) > 0 ? longestPause : asked;
        Instant until = clock.instant().plus(granted);
        pausedUntil.accumulateAndGet(until, (a, b) -> a.isAfter(b) ? a : b);
        return new ExchangeFailed(
                failed.what(), failed.status(), failed.words(), failed.code().orElse(null), granted, failed.getCause());
    }

    private ExchangeFailed circuitOpen() {
        var now = circuit.now();
        String reason = now.reason();
        return refused(
                What.CIRCUIT_OPEN,
                "Mem0 is not called at the moment" + (reason == null ? "" : ", because: " + reason),
                now.retryAfter());
    }

    private static ExchangeFailed refused(What what, String words, Duration retryAfter) {
        return new ExchangeFailed(what, 0, words, null, retryAfter, null);
    }
}
