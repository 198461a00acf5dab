package io.memoryorchestrator.server.queue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition may be committed when its records are settled in any order: up to the first one that is not.
 */
final class PartitionOffsets {
    private final Map<TopicPartition, Reading> partitions = new HashMap<>();

    private static final class Reading {
        private final TreeSet<Long> open = new TreeSet<>();
        private long next;
        private long committed = -1;

        long position() {
            return open.isEmpty() ? next : open.first();
        }
    }

    void taken(TopicPartition partition, long offset) {
        Reading reading = partitions.computeIfAbsent(partition, _ -> new Reading());
        reading.open.add(offset);
        reading.next = offset + 1;
    }

    /** Settling what was not taken, or not since the partition came, changes nothing. */
    void settled(TopicPartition partition, long offset) {
        Reading reading = partitions.get(partition);
        if (reading != null) {
            reading.open.remove(offset);
        }
    }

    /** Settles those of the records that are in nobody's hands. */
    void settledBut(List<ConsumerRecord<String, byte[]>> records, List<HeldTurn> held) {
        Set<String> kept = new HashSet<>();
        held.forEach(each -> kept.add(each.partition() + "@" + each.offset()));
        for (ConsumerRecord<String, byte[]> each : records) {
            var partition = new TopicPartition(each.topic(), each.partition());
            if (!kept.contains(partition + "@" + each.offset())) {
                settled(partition, each.offset());
            }
        }
    }

    /** Positions that have moved since they were last committed. */
    Map<TopicPartition, OffsetAndMetadata> toCommit() {
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        partitions.forEach((partition, reading) -> {
            if (reading.position() > reading.committed) {
                moved.put(partition, new OffsetAndMetadata(reading.position()));
            }
        });
        return moved;
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            Reading reading = partitions.get(partition);
            if (reading != null) {
                reading.committed = offset.offset();
            }
        });
    }

    void clear() {
        partitions.clear();
    }
}
