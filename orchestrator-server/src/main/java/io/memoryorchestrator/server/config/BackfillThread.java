package io.memoryorchestrator.server.config;

import io.memoryorchestrator.server.backfill.BackfillWorker;
import io.memoryorchestrator.server.ops.Startup;
import org.jspecify.annotations.Nullable;

/** The thread on which the backfill worker works. */
final class BackfillThread implements Startup.Worker {
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

    @Override
    public void stop() {
        worker.stop();
        Thread working = thread;
        if (working != null) {
            working.interrupt();
        }
    }
}
