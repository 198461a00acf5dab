package io.memoryorchestrator.adapter.mem0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.adapter.mem0.Mem0Settings.Breaker;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Flavour;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Limits;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Retries;
import io.memoryorchestrator.adapter.mem0.scripted.Fault;
import io.memoryorchestrator.adapter.mem0.scripted.ScriptedMem0;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.CircuitGuarded.Circuit;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CircuitIT {
    private final ScriptedMem0 mem0 = ScriptedMem0.start();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Circuit> heard = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        mem0.close();
    }

    private Mem0Adapter adapter(Breaker breaker, int attempts) {
        Mem0Settings settings = TestSettings.of(Flavour.OSS, mem0.url())
                .withBreaker(breaker)
                .withTimeouts(TestSettings.unhurried(TestSettings.ms(10_000)))
                .withRetries(new Retries(
                        attempts,
                        TestSettings.ms(10),
                        TestSettings.ms(500),
                        TestSettings.ms(3_000),
                        TestSettings.ms(10)));
        var adapter = new Mem0Adapter(settings, Clock.systemUTC());
        adapter.onCircuitChange(heard::add);
        return adapter;
    }

    private void always(Fault fault) {
        mem0.script(request -> {
            requests.incrementAndGet();
            return fault;
        });
    }

    @Test
    void aRefusedKeyOpensTheCircuitAtOnceAndAsksForAttention() {
        always(Fault.KEY_REFUSED);
        try (Mem0Adapter adapter = adapter(new Breaker(100, 50, Duration.ofMinutes(1)), 5)) {
            AdapterException first = failure(adapter);
            AdapterException second = failure(adapter);

            assertThat(requests).hasValue(1);
            assertThat(first.kind()).isEqualTo(FailureKind.UNAVAILABLE);
            assertThat(first.getMessage()).startsWith("Mem0 answered 401: Invalid token.");
            assertThat(second.getMessage()).contains("not called at the moment").contains("401");
            assertThat(second.retryAfter())
                    .hasValueSatisfying(
                            wait -> assertThat(wait).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1)));
            assertThat(adapter.circuit().needsAttention()).isTrue();
            assertThat(heard).extracting(Circuit::state).containsExactly(Circuit.State.OPEN);
        }
    }

    @Test
    void aBackendThatKeepsFailingIsLeftAloneAndTriedWithOneCall() {
        always(Fault.SERVER_ERROR);
        try (Mem0Adapter adapter = adapter(new Breaker(4, 50, Duration.ofSeconds(2)), 1)) {
            for (int i = 0; i < 10; i++) {
                failure(adapter);
            }
            assertThat(requests).hasValue(4);
            assertThat(adapter.circuit().state()).isEqualTo(Circuit.State.OPEN);
            assertThat(adapter.circuit().needsAttention()).isFalse();
            mem0.script(request -> Fault.NONE);
            assertThat(adapter.check().state()).isEqualTo(AdapterHealth.State.DEGRADED);

            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(() -> adapter.store(Turns.some(Turns.ANNA, 1)));

            assertThat(heard)
                    .extracting(Circuit::state)
                    .containsExactly(Circuit.State.OPEN, Circuit.State.HALF_OPEN, Circuit.State.CLOSED);
            assertThat(adapter.circuit().reason()).isNull();
            assertThat(adapter.check().state()).isEqualTo(AdapterHealth.State.UP);
        }
    }

    @Test
    void aListenerThatFailsOrHasLeftDisturbsNobody() {
        always(Fault.KEY_REFUSED);
        try (Mem0Adapter adapter = adapter(new Breaker(10, 50, Duration.ofMinutes(1)), 1)) {
            var calls = new AtomicInteger();
            adapter.onCircuitChange(circuit -> {
                throw new IllegalStateException("listener");
            });
            Runnable leave = adapter.onCircuitChange(circuit -> calls.incrementAndGet());
            leave.run();
            leave.run();

            failure(adapter);

            assertThat(calls).hasValue(0);
            assertThat(heard).hasSize(1);
        }
    }

    @Test
    void aRetryAfterHoldsForEveryCallUpToTheCap() {
        mem0.retryAfterSeconds(86_400);
        always(Fault.TOO_MANY);
        try (Mem0Adapter adapter = adapter(new Breaker(100, 100, Duration.ofMinutes(1)), 5)) {
            AdapterException first = failure(adapter);
            AdapterException second = failure(adapter);

            assertThat(requests).hasValue(1);
            assertThat(first.kind()).isEqualTo(FailureKind.OVERLOADED);
            assertThat(first.retryAfter()).contains(Duration.ofSeconds(3));
            assertThat(second.getMessage()).contains("asked to be left alone");
            assertThat(second.retryAfter())
                    .hasValueSatisfying(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(3)));
        }
    }

    @Test
    void aBadRequestIsNoReasonToStopCalling() {
        always(Fault.NONE);
        Mem0Settings settings =
                TestSettings.of(Flavour.PLATFORM, mem0.url()).withBreaker(new Breaker(1, 1, Duration.ofMinutes(1)));
        try (var adapter = new Mem0Adapter(settings.withBaseUrl(mem0.url().resolve("/nowhere")), Clock.systemUTC())) {
            assertThat(failure(adapter).kind()).isEqualTo(FailureKind.REJECTED);
            assertThat(adapter.circuit().state()).isEqualTo(Circuit.State.CLOSED);
        }
    }

    @Test
    void searchesThatFindNoRoomFailAtOnceInsteadOfQueueing() throws Exception {
        mem0.script(request -> {
            requests.incrementAndGet();
            return Fault.SILENCE;
        });
        Mem0Settings settings = TestSettings.of(Flavour.OSS, mem0.url())
                .withTimeouts(TestSettings.unhurried(TestSettings.ms(10_000)))
                .withLimits(new Limits(10, 4, 1, 1 << 20));
        try (var adapter = new Mem0Adapter(settings, Clock.systemUTC())) {
            var first = new FutureTask<>(() -> adapter.notes(Turns.ANNA.user(), "one", 1));
            Thread.startVirtualThread(first);
            await().untilAtomic(requests, org.hamcrest.Matchers.is(1));

            assertThatExceptionOfType(AdapterException.class)
                    .isThrownBy(() -> adapter.notes(Turns.ANNA.user(), "two", 1))
                    .withMessageContaining("Too many calls");
            assertThat(first.isDone()).as("the one that has the room").isFalse();
            mem0.close();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(first::get)
                    .withCauseInstanceOf(AdapterException.class);
        }
    }

    @Test
    void anInterruptEndsTheWaitBetweenAttemptsAndStaysVisible() throws Exception {
        mem0.script(request -> Fault.SERVER_ERROR);
        Mem0Adapter adapter = new Mem0Adapter(
                TestSettings.of(Flavour.OSS, mem0.url())
                        .withRetries(new Mem0Settings.Retries(
                                5,
                                TestSettings.ms(20_000),
                                TestSettings.ms(30_000),
                                TestSettings.ms(30_000),
                                TestSettings.ms(10))),
                Clock.systemUTC());
        var interrupted = new CompletableFuture<Boolean>();
        Thread caller = Thread.startVirtualThread(() -> {
            try {
                adapter.store(Turns.some(Turns.ANNA, 1));
            } catch (AdapterException expected) {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        await().until(() -> mem0.played(Fault.SERVER_ERROR) == 1);

        caller.interrupt();

        assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(mem0.played(Fault.SERVER_ERROR)).isOne();
    }

    private static AdapterException failure(Mem0Adapter adapter) {
        return assertThatExceptionOfType(AdapterException.class)
                .isThrownBy(() -> adapter.store(Turns.some(Turns.ANNA, 1)))
                .actual();
    }
}
