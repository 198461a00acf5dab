package io.memoryorchestrator.adapter.mem0;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed;
import io.memoryorchestrator.adapter.mem0.http.Exchanger;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Repeats what failed for a passing reason, waiting longer each time and never shorter than the backend asked for. */
final class Retrying {
    private static final double GROWTH = 2;
    private static final double JITTER = 0.5;

    private final Mem0Settings.Retries rule;
    private final IntervalFunction growing;
    private final Retry repeatable;
    private final Retry delicate;

    Retrying(Mem0Settings.Retries rule) {
        this.rule = rule;
        this.growing =
                IntervalFunction.ofExponentialRandomBackoff(rule.firstWait(), GROWTH, JITTER, rule.longestWait());
        this.repeatable = Retry.of("mem0-repeatable", config(Duration.ZERO));
        this.delicate = Retry.of("mem0-adds", config(rule.inDoubtQuiet()));
    }

    /**
     * Requests repeated one by one, so that an operation of many, such as reading a list of pages, does not begin anew
     * because the last of them failed. An add is passed on once: who sends it must ask before it is sent again.
     */
    Exchanger repeating(Exchanger http) {
        return ask -> ask.isAdd() ? http.exchange(ask) : repeatable.executeSupplier(() -> http.exchange(ask));
    }

    /** For an add: after a failure that leaves doubt the backend is given time before anybody looks. */
    <T> T repeatDelicately(Supplier<T> call) {
        return delicate.executeSupplier(call);
    }

    /** Calls until the answer is as wanted or the time is up; the last answer either way. */
    <T> T until(Predicate<T> wanted, Duration within, Supplier<T> call) {
        long end = System.nanoTime() + within.toNanos();
        Retry polling = Retry.of(
                "mem0-polling",
                RetryConfig.<T>custom()
                        .maxAttempts(1_000)
                        .intervalFunction(growing)
                        .retryOnResult(answer -> System.nanoTime() < end && !wanted.test(answer))
                        .retryOnException(failed -> false)
                        .build());
        return polling.executeSupplier(call);
    }

    private RetryConfig config(Duration quiet) {
        return RetryConfig.custom()
                .maxAttempts(rule.attempts())
                .retryOnException(this::mayBeRepeated)
                .intervalBiFunction((attempt, outcome) -> wait(attempt, outcome, quiet))
                .build();
    }

    private boolean mayBeRepeated(Throwable failure) {
        return failure instanceof ExchangeFailed failed
                && Mem0Failures.meaning(failed).passing()
                && failed.retryAfter().orElse(Duration.ZERO).compareTo(rule.longestWait()) <= 0
                && !Thread.currentThread().isInterrupted();
    }

    private long wait(int attempt, Either<Throwable, Object> outcome, Duration quiet) {
        long millis = growing.apply(attempt);
        if (outcome.isLeft() && outcome.getLeft() instanceof ExchangeFailed failed) {
            long asked = failed.retryAfter().map(Duration::toMillis).orElse(0L);
            // Not all who were told the same time come back in the same instant.
            long spread = asked == 0 ? 0 : 1 + ThreadLocalRandom.current().nextLong(asked / 10 + 1);
            millis = Math.max(millis, asked + spread);
            if (Mem0Failures.meaning(failed).mayHaveArrived()) {
                millis = Math.max(millis, quiet.toMillis());
            }
        }
        return millis;
    }
}
