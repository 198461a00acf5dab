package io.memoryorchestrator.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionOffsetsTests {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final PartitionOffsets offsets = new PartitionOffsets();

    @Test
    void isCommittedUpToTheFirstThatIsNotSettled() {
        take(10, 11, 12);
        offsets.settled(PARTITION, 11);
        assertThat(offsets.toCommit()).containsEntry(PARTITION, new OffsetAndMetadata(10));

        offsets.settled(PARTITION, 10);
        assertThat(offsets.toCommit()).containsEntry(PARTITION, new OffsetAndMetadata(12));

        offsets.settled(PARTITION, 12);
        assertThat(offsets.toCommit()).containsEntry(PARTITION, new OffsetAndMetadata(13));
    }

    @Test
    void whatIsCommittedIsNotCommittedAgain() {
        take(5);
        offsets.settled(PARTITION, 5);
        offsets.committed(offsets.toCommit());

        assertThat(offsets.toCommit()).isEmpty();
    }

    @Test
    void lateNewsOfAPartitionThatWentAwayChangesNothing() {
        take(5);
        offsets.clear();

        offsets.settled(PARTITION, 5);

        assertThat(offsets.toCommit()).isEmpty();
    }

    private void take(long... taken) {
        for (long offset : taken) {
            offsets.taken(PARTITION, offset);
        }
    }
}
