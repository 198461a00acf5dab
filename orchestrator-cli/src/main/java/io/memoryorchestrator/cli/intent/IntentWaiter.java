package io.memoryorchestrator.cli.intent;

import io.memoryorchestrator.api.intent.IntentStatus;
import io.memoryorchestrator.cli.http.Api;
import io.memoryorchestrator.cli.http.ApiException;
import io.memoryorchestrator.cli.http.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;

/** Waits until intents are stored, or it is known that they will not be. */
public final class IntentWaiter {

    private static final int READERS = 8;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Api api;
    private final Patience patience;
    private final Duration longest;

    /** @param longest how long to wait for all of them together */
    public IntentWaiter(Api api, Patience patience, Duration longest) {
        this.api = api;
        this.patience = patience;
        this.longest = longest;
    }

    /** @param intentIds best in the order of sending: the first are stored first, so little is asked twice */
    public Settlement await(List<String> intentIds, LongConsumer progress) {
        long end = System.nanoTime() + longest.toNanos();
        Settlement settlement = new Settlement();
        AtomicInteger next = new AtomicInteger();
        List<Thread> readers = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (int i = 0; i < Math.min(READERS, intentIds.size()); i++) {
            readers.add(Thread.ofVirtual().start(() -> {
                try {
                    for (int at = next.getAndIncrement(); at < intentIds.size(); at = next.getAndIncrement()) {
                        settlement.count(awaitOne(intentIds.get(at), end));
                        progress.accept(1);
                    }
                } catch (RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            }));
        }
        for (Thread reader : readers) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                readers.forEach(Thread::interrupt);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return settlement;
    }

    private Settlement.One awaitOne(String intentId, long end) {
        while (true) {
            Settlement.One now = look(intentId);
            if (now.status() != IntentStatus.ACCEPTED || System.nanoTime() >= end) {
                return now;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Settlement.One look(String intentId) {
        JsonNode report;
        try {
            report = patience.with(() -> api.get("/v1/intents/" + Api.segment(intentId)));
        } catch (ApiException notFound) {
            if (notFound.status() == 404) {
                // Sent straight to the broker, it is known here only once the intake has seen it.
                return new Settlement.One(IntentStatus.ACCEPTED, "");
            }
            throw notFound;
        }
        return new Settlement.One(
                IntentStatus.valueOf(report.path("status").asString()),
                report.path("reason").asString(""));
    }
}
