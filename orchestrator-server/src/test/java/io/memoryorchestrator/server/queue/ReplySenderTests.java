package io.memoryorchestrator.server.queue;

import static io.memoryorchestrator.server.queue.HeldTurns.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.databind.json.JsonMapper;

class ReplySenderTests {
    private final SmallBroker broker = new SmallBroker(1_000);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ReplySender replies = new ReplySender(
            broker.producer(), List.of(), JsonMapper.builder().build(), Clock.fixed(NOW, ZoneOffset.UTC), meters);

    @Test
    void aRefusalIsSentAndCounted() {
        replies.refused(question(3), "malformed_json", "no JSON");

        assertThat(broker.history()).singleElement().satisfies(reply -> {
            assertThat(reply.topic()).isEqualTo("memory.context-fetched.v1");
            assertThat(reply.partition()).isEqualTo(3);
        });
        assertThat(meters.get("memory.questions.refused")
                        .tag("reason", "malformed_json")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void aReplyThatCannotBeSentIsGivenUp() {
        replies.fetched(question(3), new byte[1_001]);

        assertThat(broker.history()).isEmpty();
    }

    @Test
    void aPartitionThatThereCannotBeLeavesTheChoiceToTheKey() {
        replies.fetched(question(-1), new byte[] {1});

        assertThat(broker.history())
                .singleElement()
                .satisfies(reply -> assertThat(reply.partition()).isNull());
    }

    private static ConsumerRecord<String, byte[]> question(int replyPartition) {
        var asked = new ProducerRecord<>(Topics.CONTEXT_FETCH, "default:u:s", new byte[] {1});
        asked.headers()
                .add(
                        KafkaHeaders.REPLY_PARTITION,
                        ByteBuffer.allocate(Integer.BYTES)
                                .putInt(replyPartition)
                                .array());
        return SentRecords.readBack(asked, 0);
    }
}
