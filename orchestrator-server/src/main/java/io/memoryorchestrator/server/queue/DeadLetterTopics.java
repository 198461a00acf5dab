package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.server.deadletter.DeadLetterShelf;
import io.memoryorchestrator.server.deadletter.StoredLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.kafka.core.ConsumerFactory;

/** Reads dead letters where they lie, without a group and without moving anything, and puts them back. */
public final class DeadLetterTopics implements DeadLetterShelf {
    /** Of each partition, the newest ones. */
    private static final long MOST = 5_000;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern ID = Pattern.compile("([A-Za-z0-9._-]+\\.dead)-(\\d{1,9})@(\\d{1,18})");

    private static final BrokerFailures FAILURES = new BrokerFailures(
            "Dead letters cannot be read", "READ and DESCRIBE", "check that it runs, then try again");

    private final ConsumerFactory<String, byte[]> consumers;
    private final AcknowledgedProducer producer;
    private final Duration sendTimeout;

    /** Two operators may look at once, and each reader has a name of its own. */
    private final AtomicLong reading = new AtomicLong();

    public DeadLetterTopics(
            ConsumerFactory<String, byte[]> consumers, AcknowledgedProducer producer, Duration sendTimeout) {
        this.consumers = consumers;
        this.producer = producer;
        this.sendTimeout = sendTimeout;
    }

    @Override
    public Contents read() {
        try (Consumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : Topics.dead()) {
                for (PartitionInfo info : consumer.partitionsFor(topic)) {
                    partitions.add(new TopicPartition(topic, info.partition()));
                }
            }
            consumer.assign(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            boolean complete = true;
            for (TopicPartition each : partitions) {
                long begin = begins.getOrDefault(each, 0L);
                long from = Math.max(begin, ends.getOrDefault(each, 0L) - MOST);
                complete &= from == begin;
                consumer.seek(each, from);
            }
            return new Contents(readUntil(consumer, ends), complete);
        } catch (KafkaException away) {
            throw FAILURES.of(away);
        }
    }

    private static List<StoredLetter> readUntil(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        // A letter that is being moved lies in two places for a while, and the later one stays.
        Map<String, StoredLetter> letters = new LinkedHashMap<>();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (ends.isEmpty()) {
                return List.copyOf(letters.values());
            }
            if (System.nanoTime() > until) {
                throw FAILURES.of(new TimeoutException("dead letters are read too slowly"));
            }
            consumer.poll(POLL).forEach(record -> {
                StoredLetter letter = LetterHeaders.stored(record);
                letters.put(letter.firstId(), letter);
            });
        }
    }

    @Override
    public Optional<StoredLetter> find(String id) {
        Matcher place = ID.matcher(id);
        if (!place.matches() || !Topics.dead().contains(place.group(1))) {
            return Optional.empty();
        }
        var partition = new TopicPartition(place.group(1), Integer.parseInt(place.group(2)));
        long offset = Long.parseLong(place.group(3));
        try (Consumer<String, byte[]> consumer = consumer()) {
            boolean known = consumer.partitionsFor(partition.topic()).stream()
                    .anyMatch(info -> info.partition() == partition.partition());
            if (!known) {
                return Optional.empty();
            }
            consumer.assign(List.of(partition));
            long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            if (offset < begin || offset >= end) {
                return Optional.empty();
            }
            consumer.seek(partition, offset);
            return first(consumer, offset);
        } catch (KafkaException away) {
            throw FAILURES.of(away);
        }
    }

    private static Optional<StoredLetter> first(Consumer<String, byte[]> consumer, long offset) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                return record.offset() == offset ? Optional.of(LetterHeaders.stored(record)) : Optional.empty();
            }
        }
        throw FAILURES.of(new TimeoutException("the letter could not be read in time"));
    }

    @Override
    public void replay(StoredLetter letter) {
        producer.send(List.of(LetterHeaders.replay(letter)), sendTimeout);
    }

    private Consumer<String, byte[]> consumer() {
        // An operator's client waits a minute, as long as a call would without this.
        Properties bounds = new Properties();
        bounds.setProperty(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(CALL.toMillis()));
        return consumers.createConsumer(
                "memory-dead-letters", "memory-dead-letters", "-" + reading.incrementAndGet(), bounds);
    }
}
