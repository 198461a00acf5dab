package io.memoryorchestrator.server.config;

import io.memoryorchestrator.server.backfill.BackfillWorker;
import io.memoryorchestrator.server.ops.Startup;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The thread on which the backfill worker works. */
final class BackfillThread implements Startup.Worker {
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final BackfillWorker worker;
    private @Nullable Thread thread;

    BackfillThread(BackfillWorker worker) {
        this.worker = worker;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("backfill").start(() -> {
            try {
                worker.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** A page that takes longer than that is broken off; whoever takes the job over does it again. */
    @Override
    public void stop() {
        worker.stop();
        Thread working = thread;
        if (working == null) {
            return;
        }
        try {
            working.join(LONGEST_END);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        working.interrupt();
    }
}
