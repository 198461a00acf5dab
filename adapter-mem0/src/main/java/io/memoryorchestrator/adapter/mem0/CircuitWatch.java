package io.memoryorchestrator.adapter.mem0;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed;
import io.memoryorchestrator.api.spi.CircuitGuarded.Circuit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The circuit of one Mem0: counts, opens, and tells what it did to those who listen. */
final class CircuitWatch {
    private static final Logger log = LoggerFactory.getLogger(CircuitWatch.class);

    private final CircuitBreaker breaker;
    private final Duration openFor;
    private final Clock clock;
    private final List<Consumer<Circuit>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Cause lastCause;
    private volatile Moment moment;

    private record Cause(String words, boolean needsAttention) {}

    private record Moment(
            Circuit.State state, Instant since, @Nullable Cause cause) {}

    CircuitWatch(Mem0Settings.Breaker rule, Clock clock) {
        this.openFor = rule.openFor();
        this.clock = clock;
        this.moment = new Moment(Circuit.State.CLOSED, clock.instant(), null);
        this.breaker = CircuitBreaker.of(
                Mem0Adapter.NAME,
                CircuitBreakerConfig.custom()
                        .slidingWindow(rule.window(), rule.window(), CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(rule.failurePercent())
                        .waitDurationInOpenState(rule.openFor())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> moved(event.getStateTransition().getToState()));
    }

    boolean tryEnter() {
        return breaker.tryAcquirePermission();
    }

    void leaveUncounted() {
        breaker.releasePermission();
    }

    void succeeded(long nanos) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(long nanos, ExchangeFailed failed, Mem0Failures.Trips trips) {
        boolean atOnce = trips == Mem0Failures.Trips.AT_ONCE;
        lastCause = new Cause(failed.words(), atOnce);
        breaker.onError(nanos, TimeUnit.NANOSECONDS, failed);
        if (atOnce && breaker.getState() != CircuitBreaker.State.OPEN) {
            breaker.transitionToOpenState();
        }
    }

    Circuit now() {
        Moment at = moment;
        Duration left = Duration.ZERO;
        if (at.state() == Circuit.State.OPEN) {
            left = Duration.between(clock.instant(), at.since().plus(openFor));
        }
        Cause cause = at.cause();
        return new Circuit(
                at.state(),
                at.since(),
                cause == null ? null : cause.words(),
                cause != null && cause.needsAttention(),
                left.isNegative() ? Duration.ZERO : left);
    }

    Runnable listen(Consumer<Circuit> listener) {
        // A wrapper of its own, so that the same listener given twice can be removed once.
        Consumer<Circuit> own = listener::accept;
        listeners.add(own);
        var ended = new AtomicBoolean();
        return () -> {
            if (ended.compareAndSet(false, true)) {
                listeners.remove(own);
            }
        };
    }

    private void moved(CircuitBreaker.State to) {
        Circuit.State state = switch (to) {
            case CLOSED, DISABLED, METRICS_ONLY -> Circuit.State.CLOSED;
            case HALF_OPEN -> Circuit.State.HALF_OPEN;
            case OPEN, FORCED_OPEN -> Circuit.State.OPEN;
        };
        moment = new Moment(state, clock.instant(), state == Circuit.State.CLOSED ? null : lastCause);
        Circuit circuit = now();
        report(circuit);
        for (Consumer<Circuit> listener : listeners) {
            try {
                listener.accept(circuit);
            } catch (RuntimeException broken) {
                log.warn("A listener to Mem0's circuit failed on {}", circuit.state(), broken);
            }
        }
    }

    private void report(Circuit circuit) {
        switch (circuit.state()) {
            case OPEN -> {
                if (circuit.needsAttention()) {
                    log.error(
                            "Mem0 is not called until {} is mended; a try is made every {} s. It said: {}",
                            "the key or its permission",
                            openFor.toSeconds(),
                            circuit.reason());
                } else {
                    log.warn(
                            "Mem0 is not called for {} s, as too many calls failed; the last one: {}",
                            openFor.toSeconds(),
                            circuit.reason());
                }
            }
            case HALF_OPEN -> log.info("Mem0 is tried with one call");
            case CLOSED -> log.info("Mem0 answers again");
        }
    }
}
