package io.memoryorchestrator.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Somebody who asks for context again and again, and takes the time. */
public final class Questions implements AutoCloseable {
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final FutureTask<?> asking;
    private volatile boolean enough;

    private Questions(Gateway gateway, String user, Duration deadline) {
        String question = "{\"userId\":\"" + user + "\",\"query\":\"Where do the hives stand?\",\"deadlineMs\":"
                + deadline.toMillis() + "}";
        // The first answers of a process pay for what is loaded once.
        for (int i = 0; i < 5; i++) {
            gateway.post("/v1/context", question);
        }
        asking = new FutureTask<>(() -> {
            while (!enough) {
                long start = System.nanoTime();
                assertThat(gateway.post("/v1/context", question).status()).isEqualTo(200);
                nanos.add(System.nanoTime() - start);
            }
            return null;
        });
        Thread.ofVirtual().start(asking);
    }

    public static Questions keepAsking(Gateway gateway, String user, Duration deadline) {
        return new Questions(gateway, user, deadline);
    }

    public int asked() {
        return nanos.size();
    }

    public Duration p99() {
        List<Long> sorted = nanos.stream().sorted().toList();
        assertThat(sorted).as("answers").isNotEmpty();
        return Duration.ofNanos(sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1));
    }

    /** @throws ExecutionException when a question was not answered as it should be */
    @Override
    public void close() throws InterruptedException, ExecutionException {
        enough = true;
        asking.get();
    }
}
