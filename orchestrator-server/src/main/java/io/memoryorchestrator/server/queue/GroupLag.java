package io.memoryorchestrator.server.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much a consumer group has not read yet, asked of the broker. */
public final class GroupLag {
    private static final Logger LOG = LoggerFactory.getLogger(GroupLag.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Supplier<Map<String, Object>> connection;
    private final Clock clock;

    /** @param connection properties of a Kafka client */
    public GroupLag(Supplier<Map<String, Object>> connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /**
     * @param records not read yet
     * @param seconds how long the oldest of them has been waiting, 0 when there is none
     */
    public record Lag(long records, double seconds) {}

    /**
     * @param topics that the group reads; others that it has committed offsets for count too
     * @return empty when the broker does not answer in time
     */
    public Optional<Lag> of(String group, Collection<String> topics) {
        try (Admin admin = BrokerAdmin.open(connection.get(), PATIENCE)) {
            Map<TopicPartition, Long> behind = behind(admin, group, topics);
            Map<TopicPartition, Long> lagging = new HashMap<>();
            Map<TopicPartition, Long> ends = ends(admin, behind.keySet(), OffsetSpec.latest());
            ends.forEach((partition, end) -> {
                long at = behind.getOrDefault(partition, end);
                if (end > at) {
                    lagging.put(partition, at);
                }
            });
            long records = lagging.entrySet().stream()
                    .mapToLong(each -> ends.getOrDefault(each.getKey(), 0L) - each.getValue())
                    .sum();
            return Optional.of(new Lag(records, lagging.isEmpty() ? 0 : age(lagging)));
        } catch (ExecutionException | KafkaException unanswered) {
            LOG.debug("The lag of {} is not known: {}", group, String.valueOf(unanswered.getMessage()));
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Where the group is on each partition; one that it never committed is at the partition's beginning. */
    private static Map<TopicPartition, Long> behind(Admin admin, String group, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> described =
                admin.describeTopics(List.copyOf(topics)).allTopicNames().get();
        Set<TopicPartition> unknown = described.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toCollection(HashSet::new));
        Map<TopicPartition, Long> at = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                at.put(partition, offset.offset());
                unknown.remove(partition);
            }
        });
        at.putAll(ends(admin, unknown, OffsetSpec.earliest()));
        return at;
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Set<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                admin.listOffsets(asked).all().get();
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().offset()));
    }

    /** Reads the first waiting record of each partition; the oldest of them is the one that counts. */
    private double age(Map<TopicPartition, Long> lagging) {
        Map<String, Object> properties = new HashMap<>(connection.get());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A fetch always brings one record of a partition, and more are of no use here.
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        Instant oldest = clock.instant();
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(lagging.keySet());
            lagging.forEach(consumer::seek);
            Set<TopicPartition> missing = new HashSet<>(lagging.keySet());
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!missing.isEmpty() && System.nanoTime() < end) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    missing.remove(new TopicPartition(record.topic(), record.partition()));
                    Instant written = Instant.ofEpochMilli(record.timestamp());
                    oldest = written.isBefore(oldest) ? written : oldest;
                }
                consumer.pause(lagging.keySet().stream()
                        .filter(partition -> !missing.contains(partition))
                        .toList());
            }
        }
        return Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1_000.0);
    }
}
