package io.memoryorchestrator.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireFault;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class AcknowledgedProducerTests {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final SmallBroker broker = new SmallBroker(10);
    private final AcknowledgedProducer producer = broker.producer();

    @Test
    void whatIsTooLargeIsSaidAndTheRestIsSent() {
        var before = record("t", 5);
        var large = record("t", 11);
        var after = record("t", 10);

        assertThat(producer.sendFitting(List.of(before, large, after), LONG)).containsExactly(large);

        assertThat(broker.history()).containsExactly(before, after);
    }

    @Test
    void whoeverCannotDoWithoutItIsToldThatItIsOfNoUseToTryAgain() {
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> producer.send(List.of(record("t", 11)), LONG))
                .satisfies(refused -> assertThat(refused.fault()).isEqualTo(WireFault.CONTENT_TOO_LARGE));
    }

    @Test
    void aMissingRightIsAnOutageSinceSomebodyCanMendIt() {
        assertThatThrownBy(() -> producer.sendFitting(List.of(record(SmallBroker.FORBIDDEN, 11)), LONG))
                .isInstanceOf(QueueUnavailableException.class)
                .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    }

    private static ProducerRecord<String, byte[]> record(String topic, int bytes) {
        return new ProducerRecord<>(topic, "key", new byte[bytes]);
    }
}
