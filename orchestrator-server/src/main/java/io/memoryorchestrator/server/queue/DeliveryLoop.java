package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.server.enrichment.ProviderStage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one consumer of the delivery group. One thread polls, gathers and commits; batches are handed over on threads
 * of their own, so that polling goes on however slow the provider is. All state but the queue of finished batches belongs
 * to the polling thread.
 */
final class DeliveryLoop implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(200);

    /** While batches are under way, so that the next one begins soon after one has ended. */
    private static final Duration BUSY_POLL = Duration.ofMillis(20);

    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(20);
    private static final Duration LEDGER_AWAY = Duration.ofSeconds(2);

    private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
    private final ProviderStage stage;
    private final DeliveryReader reader;
    private final DeliveryOutcomes outcomes;
    private final QueueSettings settings;
    private final Clock clock;
    private final Consumer<DeliveryState> told;
    private final DeliveryHand hand;
    private final DeliveryGate gate;
    private final RetryWaits waits;
    private final PartitionOffsets offsets = new PartitionOffsets();
    private final OffsetCommits commits;
    private final DeliveryWorkers workers;

    /** @param told hears how things stand after each round */
    DeliveryLoop(
            org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
            ProviderStage stage,
            DeliveryReader reader,
            DeliveryOutcomes outcomes,
            QueueSettings settings,
            Clock clock,
            Consumer<DeliveryState> told) {
        this.consumer = consumer;
        this.stage = stage;
        this.reader = reader;
        this.outcomes = outcomes;
        this.settings = settings;
        this.clock = clock;
        this.told = told;
        this.hand = new DeliveryHand(stage::batching);
        this.gate = new DeliveryGate(settings.deliveriesAtOnce());
        this.waits = new RetryWaits(consumer, stage.name());
        this.commits = new OffsetCommits(consumer, offsets);
        this.workers = new DeliveryWorkers(stage);
    }

    /** Works until told to stop, then lets what is under way end and commits it. */
    void run(List<String> topics, BooleanSupplier stopping) {
        try {
            consumer.subscribe(topics, this);
            while (!stopping.getAsBoolean()) {
                Instant now = clock.instant();
                take(consumer.poll(hand.underWay() > 0 ? BUSY_POLL : IDLE_POLL), now);
                hand.due(now);
                settle(0);
                handOver(now);
                commits.nowAndThen();
                steer(now);
                told.accept(new DeliveryState(gate.since(), gate.reason(), hand.size(), hand.underWay()));
            }
            end();
        } finally {
            workers.close();
            consumer.close();
        }
    }

    private void take(Iterable<ConsumerRecord<String, byte[]>> polled, Instant now) {
        List<ConsumerRecord<String, byte[]>> records = waits.dueOf(polled, now);
        if (records.isEmpty()) {
            return;
        }
        try {
            DeliveryReader.Reading reading = reader.read(records);
            outcomes.setAside(reading.letters());
            records.forEach(each -> offsets.taken(partition(each), each.offset()));
            reading.gather().forEach(held -> hand.gather(held, now));
            reading.again().forEach(hand::add);
            List<HeldTurn> held = new ArrayList<>(reading.gather());
            held.addAll(reading.again());
            offsets.settledBut(records, held);
        } catch (AdapterException | QueueUnavailableException away) {
            readAgain(records);
            gate.close(now, LEDGER_AWAY, String.valueOf(away.getMessage()));
        }
    }

    private void readAgain(List<ConsumerRecord<String, byte[]>> records) {
        // From the last to the first, so that each partition ends at its first record.
        records.reversed().forEach(each -> consumer.seek(partition(each), each.offset()));
    }

    private void handOver(Instant now) {
        for (int room = gate.room(now, hand.underWay()); room > 0; room--) {
            Optional<HeldBatch> next = hand.next(now);
            if (next.isEmpty()) {
                return;
            }
            workers.begin(next.get());
        }
    }

    /** @param nanos how long to wait for a batch under way, at most */
    private void settle(long nanos) {
        long until = System.nanoTime() + nanos;
        try {
            while (hand.underWay() > 0) {
                Optional<DeliveryWorkers.Finished> each = workers.next(until - System.nanoTime());
                if (each.isEmpty()) {
                    return;
                }
                settle(each.get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(DeliveryWorkers.Finished each) {
        DeliveryOutcomes.Decision decision = decided(each);
        hand.ended(each.batch(), decision.back());
        decision.settled().forEach(held -> offsets.settled(held.partition(), held.offset()));
        DeliveryOutcomes.Pause pause = decision.pause();
        if (pause != null) {
            if (!gate.isClosed()) {
                LOG.warn("Deliveries to {} pause, nothing is lost: {}", stage.name(), pause.reason());
            }
            gate.close(clock.instant(), pause.hold(), pause.reason());
        } else if (gate.mayProbe(clock.instant())) {
            // One that was begun before another met a refusal says nothing about the time the provider asked for.
            reopen();
        }
    }

    private DeliveryOutcomes.Decision decided(DeliveryWorkers.Finished each) {
        RuntimeException failure = each.failure();
        try {
            return failure == null
                    ? outcomes.decide(each.batch(), each.handed(), clock.instant())
                    : outcomes.decide(each.batch(), failure);
        } catch (AdapterException | QueueUnavailableException away) {
            return DeliveryOutcomes.allBack(each.batch(), LEDGER_AWAY, String.valueOf(away.getMessage()));
        }
    }

    private void reopen() {
        Instant since = gate.since();
        if (since != null) {
            LOG.info(
                    "Deliveries to {} go on after {} s",
                    stage.name(),
                    Duration.between(since, clock.instant()).toSeconds());
            gate.open();
        }
    }

    /** Polling goes on while partitions are paused, so the group keeps them. */
    private void steer(Instant now) {
        if (gate.mayProbe(now) && hand.size() == 0) {
            reopen();
        }
        boolean full = gate.isClosed() || hand.size() >= settings.turnsInHand();
        Collection<TopicPartition> paused = full ? consumer.assignment() : waits.waiting(now);
        consumer.resume(consumer.assignment().stream()
                .filter(each -> !paused.contains(each))
                .toList());
        consumer.pause(paused);
    }

    /** Whoever gets the partitions begins after what is committed here. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            end();
            clear();
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        clear();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

    private void end() {
        settle(PATIENCE_AT_END.toNanos());
        commits.now();
    }

    private void clear() {
        workers.disown();
        hand.clear();
        offsets.clear();
        waits.clear();
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
