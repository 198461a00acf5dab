package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.server.enrichment.ProviderStage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads stored turns for one provider and hands them over in batches of a session. It can be started and stopped again and
 * again; what was read and not settled is read again by whoever is started next.
 */
public final class DeliveryConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryConsumer.class);
    private static final Duration BEGIN_AGAIN = Duration.ofSeconds(1);

    /** Longer than a loop needs to end. */
    private static final Duration END = Duration.ofSeconds(30);

    private final ConsumerFactory<String, byte[]> consumers;
    private final ProviderStage stage;
    private final RetryTopics retries;
    private final DeliveryReader reader;
    private final DeliveryOutcomes outcomes;
    private final QueueSettings settings;
    private final Clock clock;
    private volatile DeliveryState state = DeliveryState.NOTHING;
    private @Nullable Running running;

    private record Running(CountDownLatch stopping, Thread thread) {}

    DeliveryConsumer(
            ConsumerFactory<String, byte[]> consumers,
            ProviderStage stage,
            RetryTopics retries,
            DeliveryReader reader,
            DeliveryOutcomes outcomes,
            QueueSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.consumers = consumers;
        this.stage = stage;
        this.retries = retries;
        this.reader = reader;
        this.outcomes = outcomes;
        this.settings = settings;
        this.clock = clock;
        meters.gauge("memory.delivery.paused.seconds", List.of(tag()), this, each -> each.pausedFor(clock.instant()));
        meters.gauge("memory.delivery.in.hand", List.of(tag()), this, each -> each.state.inHand());
    }

    private Tag tag() {
        return Tag.of("adapter", stage.name());
    }

    /** The adapter that turns are delivered to. */
    public String adapter() {
        return stage.name();
    }

    public DeliveryState state() {
        return state;
    }

    private double pausedFor(Instant now) {
        Instant since = state.pausedSince();
        return since == null ? 0 : Duration.between(since, now).toMillis() / 1_000.0;
    }

    public synchronized void start() {
        if (running == null) {
            var stopping = new CountDownLatch(1);
            Thread thread = Thread.ofVirtual().name("memory-" + stage.name()).start(() -> work(stopping));
            running = new Running(stopping, thread);
        }
    }

    /** Returns when what was under way has ended, or has had its time to. */
    public synchronized void stop() {
        Running ending = running;
        if (ending == null) {
            return;
        }
        running = null;
        ending.stopping().countDown();
        try {
            ending.thread().join(END);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(CountDownLatch stopping) {
        try {
            do {
                once(stopping);
            } while (!stopping.await(BEGIN_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            state = DeliveryState.NOTHING;
        }
    }

    private void once(CountDownLatch stopping) {
        String group = "memory-" + stage.name();
        try {
            Consumer<String, byte[]> consumer = consumers.createConsumer(group, group, "");
            new DeliveryLoop(consumer, stage, reader, outcomes, settings, clock, now -> state = now)
                    .run(retries.withTheTopic(), () -> stopping.getCount() == 0);
        } catch (RuntimeException unforeseen) {
            LOG.error("{} failed in a way nobody foresaw and begins again", group, unforeseen);
        }
    }
}
