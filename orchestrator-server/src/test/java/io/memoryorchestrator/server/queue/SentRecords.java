package io.memoryorchestrator.server.queue;

import static io.memoryorchestrator.server.queue.HeldTurns.NOW;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/** What was sent, as a reader meets it. */
final class SentRecords {
    private SentRecords() {}

    /** On partition 0, a second after {@link HeldTurns#NOW}. */
    static ConsumerRecord<String, byte[]> readBack(ProducerRecord<String, byte[]> sent, long offset) {
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                offset,
                NOW.plusSeconds(1).toEpochMilli(),
                TimestampType.CREATE_TIME,
                1,
                1,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }
}
