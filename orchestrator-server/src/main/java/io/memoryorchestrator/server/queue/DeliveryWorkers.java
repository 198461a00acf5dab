package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.server.enrichment.Handed;
import io.memoryorchestrator.server.enrichment.ProviderStage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands batches over on threads of their own, and gives back what became of them to the thread that began them. */
final class DeliveryWorkers implements AutoCloseable {
    private final ProviderStage stage;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedBlockingQueue<Finished> finished = new LinkedBlockingQueue<>();
    private int generation;

    /**
     * @param handed one outcome for each turn; empty after a failure
     * @param failure null when there are outcomes
     */
    record Finished(
            int generation,
            HeldBatch batch,
            List<Handed> handed,
            @Nullable RuntimeException failure) {}

    DeliveryWorkers(ProviderStage stage) {
        this.stage = stage;
    }

    void begin(HeldBatch batch) {
        int current = generation;
        threads.execute(() -> finished.add(handOver(current, batch)));
    }

    private Finished handOver(int current, HeldBatch batch) {
        try {
            return new Finished(current, batch, stage.handOver(batch.content()), null);
        } catch (RuntimeException failure) {
            return new Finished(current, batch, List.of(), failure);
        } catch (Error failure) {
            // Without an answer the batch would be under way for ever, and its session with it.
            return new Finished(current, batch, List.of(), new IllegalStateException(failure));
        }
    }

    /** The next batch that has ended, waiting for it as long as given. */
    Optional<Finished> next(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        while (true) {
            Finished each = finished.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (each == null || each.generation() == generation) {
                return Optional.ofNullable(each);
            }
        }
    }

    /**
     * Forgets what is under way: its partitions went to somebody else, who reads the records again and finds in the ledger
     * how they stand.
     */
    void disown() {
        generation++;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
