package io.memoryorchestrator.adapter.supabase;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs something again and again on a thread of its own, until it is closed. A run that fails is logged and is not the last. */
final class Lookout implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final Duration FIRST = Duration.ofMinutes(1);

    private final Runnable look;
    private final Duration every;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean started;

    /** @param every zero for never */
    Lookout(Runnable look, Duration every) {
        this.look = look;
        this.every = every;
    }

    /** Starts it, once. */
    synchronized void start() {
        if (!started && every.isPositive()) {
            started = true;
            Thread.ofVirtual().name("supabase-lookout").start(this::run);
        }
    }

    private void run() {
        try {
            Duration wait = every.compareTo(FIRST) < 0 ? every : FIRST;
            while (!closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                lookOnce();
                wait = every;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.warn(
                    "Looking after large users failed and is tried again in {} s: {}",
                    every.toSeconds(),
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
