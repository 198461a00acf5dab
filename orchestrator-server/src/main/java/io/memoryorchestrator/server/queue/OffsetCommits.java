package io.memoryorchestrator.server.queue;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits what is settled, not with every record. */
final class OffsetCommits {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetCommits.class);
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Consumer<String, byte[]> consumer;
    private final PartitionOffsets offsets;
    private long committedAt = System.nanoTime();

    OffsetCommits(Consumer<String, byte[]> consumer, PartitionOffsets offsets) {
        this.consumer = consumer;
        this.offsets = offsets;
    }

    void nowAndThen() {
        if (System.nanoTime() - committedAt >= INTERVAL.toNanos()) {
            now();
        }
    }

    void now() {
        committedAt = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> moved = offsets.toCommit();
        if (moved.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(moved);
            offsets.committed(moved);
        } catch (KafkaException notNow) {
            // What is not committed is delivered again, and the ledger has it as settled.
            LOG.warn("Offsets of deliveries are committed later: {}", notNow.getMessage());
        }
    }
}
