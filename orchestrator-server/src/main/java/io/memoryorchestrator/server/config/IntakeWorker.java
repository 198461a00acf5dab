package io.memoryorchestrator.server.config;

import io.memoryorchestrator.server.flags.FlagDecision;
import io.memoryorchestrator.server.flags.Flags;
import io.memoryorchestrator.server.ops.Startup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Intake, which is never off and may be paused: the listener keeps its partitions and takes no records, so they wait in
 * Kafka, in order, and go on at once when it is resumed.
 */
final class IntakeWorker implements Startup.Worker, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeWorker.class);

    private final ConcurrentMessageListenerContainer<String, byte[]> container;
    private final Flags flags;
    private final String flag;

    /** @param flag the canonical store's; intake is paused while it is off */
    IntakeWorker(ConcurrentMessageListenerContainer<String, byte[]> container, Flags flags, String flag) {
        this.container = container;
        this.flags = flags;
        this.flag = flag;
    }

    @Override
    public void start() {
        run();
        container.start();
    }

    @Override
    public synchronized void run() {
        FlagDecision decision = flags.anybody(flag);
        if (decision.enabled() == container.isPauseRequested()) {
            if (decision.enabled()) {
                container.resume();
                LOG.info("Intake goes on under the flags of change {}", decision.snapshot());
            } else {
                container.pause();
                LOG.warn("Intake pauses under the flags of change {}: intents wait in Kafka", decision.snapshot());
            }
        }
    }

    @Override
    public void stop() {
        container.stop();
    }
}
