package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.server.queue.QueueUnavailableException;
import io.memoryorchestrator.server.queue.TopicProvisioner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the process to work: database first, then topics, then everything that runs on its own. The process starts
 * without either, says once per interval what it waits for, and begins as soon as it has both.
 */
public final class Startup implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    private final CanonicalStore store;
    private final Runnable flags;
    private final TopicProvisioner topics;
    private final List<Worker> workers;
    private final Readiness readiness;
    private final Duration interval;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;

    /**
     * @param flags reads the feature flags, without which nothing is handled
     * @param workers started in order once database and topics are there, stopped in reverse order
     * @param interval between two tries
     */
    public Startup(
            CanonicalStore store,
            Runnable flags,
            TopicProvisioner topics,
            List<Worker> workers,
            Readiness readiness,
            Duration interval) {
        this.store = store;
        this.flags = flags;
        this.topics = topics;
        this.workers = List.copyOf(workers);
        this.readiness = readiness;
        this.interval = interval;
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        running = true;
        Thread.ofVirtual().name("startup").start(this::bringUp);
    }

    private void bringUp() {
        try {
            if (tryUntilDone("database", store::prepare)
                    && tryUntilDone("flags", flags)
                    && tryUntilDone("broker", topics::provision)) {
                begin();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begin() {
        if (running) {
            workers.forEach(Worker::start);
            readiness.ready();
            LOG.info("Ready: intents are stored from now on");
        }
    }

    /** @return false when the process stops before it is done */
    private boolean tryUntilDone(String what, Runnable step) throws InterruptedException {
        while (running) {
            try {
                step.run();
                return true;
            } catch (AdapterException | QueueUnavailableException notYet) {
                readiness.waiting(String.valueOf(notYet.getMessage()));
                LOG.warn("Waiting for the {}, next try in {} s: {}", what, interval.toSeconds(), notYet.getMessage());
            }
            if (stopping.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    @Override
    public synchronized void stop() {
        if (!running) {
            return;
        }
        running = false;
        stopping.countDown();
        readiness.waiting("The process is stopping");
        workers.reversed().forEach(Worker::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Something that works on its own once the process is ready; it may be started again after it was stopped. */
    public interface Worker {
        void start();

        /** Begins nothing more; what is in work has some seconds to end where it would have to be done again. */
        void stop();
    }
}
