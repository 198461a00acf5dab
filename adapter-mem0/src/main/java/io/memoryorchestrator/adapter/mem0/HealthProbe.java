package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed;
import io.memoryorchestrator.adapter.mem0.http.Mem0Api;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.CircuitGuarded.Circuit;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks Mem0 how it is, within a second, and says how the circuit stands. */
final class HealthProbe {
    private static final Duration WITHIN = Duration.ofMillis(850);
    private static final long SLACK_MILLIS = 50;

    private final Mem0Api api;
    private final CircuitWatch circuit;

    HealthProbe(Mem0Api api, CircuitWatch circuit) {
        this.api = api;
        this.circuit = circuit;
    }

    AdapterHealth check() {
        long start = System.nanoTime();
        // A thread of its own, as looking a name up cannot be cut short.
        var ping = new FutureTask<@Nullable Void>(() -> api.ping(WITHIN), null);
        Thread.ofVirtual().name("mem0-probe").start(ping);
        try {
            ping.get(WITHIN.toMillis() + SLACK_MILLIS, TimeUnit.MILLISECONDS);
            Circuit now = circuit.now();
            return new AdapterHealth(
                    now.state() == Circuit.State.CLOSED ? AdapterHealth.State.UP : AdapterHealth.State.DEGRADED,
                    "Mem0 answers; " + describe(now),
                    since(start));
        } catch (TimeoutException slow) {
            ping.cancel(true);
            return down("Mem0 did not answer within a second; check MEM0_HOST and that Mem0 is running", start);
        } catch (InterruptedException stopped) {
            ping.cancel(true);
            Thread.currentThread().interrupt();
            return down("Interrupted while asking Mem0", start);
        } catch (ExecutionException wrapped) {
            return wrapped.getCause() instanceof ExchangeFailed failed
                    ? down(failed.words() + advice(failed), start)
                    : down("The check itself failed: " + wrapped.getCause(), start);
        }
    }

    private AdapterHealth down(String words, long start) {
        return new AdapterHealth(AdapterHealth.State.DOWN, words + "; " + describe(circuit.now()), since(start));
    }

    private static String advice(ExchangeFailed failed) {
        return switch (failed.what()) {
            case ANSWERED ->
                failed.status() == 401 || failed.status() == 403
                        ? "; check MEM0_API_KEY and that it belongs to this server"
                        : "; check MEM0_HOST and MEM0_FLAVOUR";
            case NOT_SENT, TIMED_OUT, LOST -> "; check MEM0_HOST and that Mem0 is running";
            default -> "";
        };
    }

    private static String describe(Circuit now) {
        String state = now.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String because = now.reason() == null ? "" : " since " + now.since() + " (" + now.reason() + ")";
        return "circuit " + state + because;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
