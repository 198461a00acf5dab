package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.server.ops.Startup;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done again and again on a thread of its own; one failure is told and does not end it. */
final class RepeatedWork implements Startup.Worker {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedWork.class);

    private final String name;
    private final Duration interval;
    private final Runnable work;
    private volatile CountDownLatch stopping = new CountDownLatch(1);

    RepeatedWork(String name, Duration interval, Runnable work) {
        this.name = name;
        this.interval = interval;
        this.work = work;
    }

    @Override
    public void start() {
        CountDownLatch mine = new CountDownLatch(1);
        stopping = mine;
        Thread.ofVirtual().name(name).start(() -> {
            try {
                while (!mine.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                    once();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void once() {
        try {
            work.run();
        } catch (AdapterException unavailable) {
            LOG.warn("{} is tried again in {} s: {}", name, interval.toSeconds(), unavailable.getMessage());
        } catch (RuntimeException unforeseen) {
            LOG.error("{} failed in a way nobody foresaw and is tried again", name, unforeseen);
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
    }
}
