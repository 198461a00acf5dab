package io.memoryorchestrator.server.queue;

import static io.memoryorchestrator.server.queue.HeldTurns.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryWaitsTests {
    private static final TopicPartition FIRST = new TopicPartition(Topics.TURN_STORED + ".retry-1", 0);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final RetryWaits waits = new RetryWaits(consumer, "mem0");

    @BeforeEach
    void assign() {
        consumer.assign(List.of(FIRST));
        consumer.seek(FIRST, 9);
    }

    @Test
    void aRecordThatIsNotDueIsPutBackWithThoseBehindIt() {
        assertThat(due(record(0, "mem0", NOW), record(1, "mem0", NOW.plusSeconds(5)), record(2, "mem0", NOW)))
                .containsExactly(0L);

        assertThat(consumer.position(FIRST)).isEqualTo(1);
        assertThat(waits.waiting(NOW.plusSeconds(4))).containsExactly(FIRST);
        assertThat(waits.waiting(NOW.plusSeconds(5))).isEmpty();
    }

    @Test
    void whatWaitsForAnotherProviderHoldsNothingUp() {
        assertThat(due(record(0, "shelf", NOW.plusSeconds(300)), record(1, "mem0", NOW)))
                .containsExactly(0L, 1L);

        assertThat(waits.waiting(NOW)).isEmpty();
    }

    @SafeVarargs
    private List<Long> due(ConsumerRecord<String, byte[]>... polled) {
        return waits.dueOf(List.of(polled), NOW).stream()
                .map(ConsumerRecord::offset)
                .toList();
    }

    private static ConsumerRecord<String, byte[]> record(long offset, String group, Instant due) {
        var record = new ConsumerRecord<>(FIRST.topic(), 0, offset, "t:u:s", new byte[] {1});
        record.headers().add("retry-for", group.getBytes(UTF_8));
        record.headers().add("retry-due", due.toString().getBytes(UTF_8));
        return record;
    }
}
