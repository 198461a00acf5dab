package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.server.intake.InboundRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Which retry partitions wait until when. A record that is not due is put back by a seek, and its partition is paused until it
 * is. Those behind it wait with it: they were put there later, and are due later too, unless the provider had asked for
 * more patience with the first, which holds for all that it is sent. What waits for another group is passed over, due or not.
 */
final class RetryWaits {
    private final Consumer<String, byte[]> consumer;
    private final String group;
    private final Map<TopicPartition, Instant> until = new HashMap<>();

    RetryWaits(Consumer<String, byte[]> consumer, String group) {
        this.consumer = consumer;
        this.group = group;
    }

    /** What may be handled or passed over now; the rest is put back. */
    List<ConsumerRecord<String, byte[]>> dueOf(Iterable<ConsumerRecord<String, byte[]>> polled, Instant now) {
        List<ConsumerRecord<String, byte[]>> due = new ArrayList<>();
        Set<TopicPartition> early = new HashSet<>();
        for (ConsumerRecord<String, byte[]> each : polled) {
            var partition = new TopicPartition(each.topic(), each.partition());
            if (early.contains(partition)) {
                continue;
            }
            InboundRecord record = TextHeaders.inbound(each);
            Instant at = RetryTopics.due(record);
            if (at.isAfter(now) && RetryTopics.isFor(record, group)) {
                early.add(partition);
                until.put(partition, at);
                consumer.seek(partition, each.offset());
            } else {
                due.add(each);
            }
        }
        return due;
    }

    Set<TopicPartition> waiting(Instant now) {
        until.values().removeIf(at -> !at.isAfter(now));
        return Set.copyOf(until.keySet());
    }

    void clear() {
        until.clear();
    }
}
