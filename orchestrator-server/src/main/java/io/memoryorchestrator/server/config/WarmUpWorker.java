package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.server.ops.Startup;
import io.memoryorchestrator.server.recall.RecallEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the embedding model beside everything else, so that the first question keeps its deadline too. */
final class WarmUpWorker implements Startup.Worker {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUpWorker.class);

    private final RecallEngine engine;

    WarmUpWorker(RecallEngine engine) {
        this.engine = engine;
    }

    @Override
    public void start() {
        Thread.ofVirtual().name("warm-up").start(() -> {
            try {
                engine.warmUp();
            } catch (AdapterException failure) {
                LOG.error("Warming up failed: {}", failure.getMessage(), failure);
            }
        });
    }

    @Override
    public void stop() {
        // Loading ends by itself and has nothing to lose.
    }
}
