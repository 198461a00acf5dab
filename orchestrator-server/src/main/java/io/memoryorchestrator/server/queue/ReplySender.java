package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.server.wire.CloudEventHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends replies where the request asks for them ({@code kafka_replyTopic}, {@code kafka_replyPartition}), else to
 * {@code memory.context-fetched.v1}, with the request's {@code kafka_correlationId}. A reply that cannot be sent is given
 * up and logged: its asker has its own time-out, and asking again is harmless.
 */
public final class ReplySender {
    private static final Logger LOG = LoggerFactory.getLogger(ReplySender.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final AcknowledgedProducer producer;
    private final JsonMapper mapper;
    private final Clock clock;
    private final MeterRegistry meters;

    public ReplySender(AcknowledgedProducer producer, JsonMapper mapper, Clock clock, MeterRegistry meters) {
        this.producer = producer;
        this.mapper = mapper;
        this.clock = clock;
        this.meters = meters;
    }

    void fetched(ConsumerRecord<String, byte[]> question, byte[] answer) {
        send(question, "io.memoryorchestrator.context-fetched.v1", answer);
    }

    /** @param detail without anything of the asker's that is not redacted */
    void refused(ConsumerRecord<String, byte[]> question, String code, String detail) {
        meters.counter("memory.questions.refused", "reason", code).increment();
        byte[] problem = mapper.writeValueAsBytes(Map.of("code", code, "detail", detail));
        send(question, "io.memoryorchestrator.context-refused.v1", problem);
    }

    private void send(ConsumerRecord<String, byte[]> question, String type, byte[] value) {
        try {
            producer.send(List.of(reply(question, type, value)), TIMEOUT);
        } catch (RuntimeException lost) {
            // Also where the asker names a place for the reply that there cannot be.
            LOG.warn(
                    "The reply to {}-{}@{} could not be sent and is given up: {}",
                    question.topic(),
                    question.partition(),
                    question.offset(),
                    lost.getMessage());
        }
    }

    private ProducerRecord<String, byte[]> reply(ConsumerRecord<String, byte[]> question, String type, byte[] value) {
        Header topicHeader = question.headers().lastHeader(KafkaHeaders.REPLY_TOPIC);
        Header partitionHeader = question.headers().lastHeader(KafkaHeaders.REPLY_PARTITION);
        Header correlation = question.headers().lastHeader(KafkaHeaders.CORRELATION_ID);
        String topic =
                topicHeader == null ? Topics.CONTEXT_FETCHED : new String(topicHeader.value(), StandardCharsets.UTF_8);
        Integer partition = partitionHeader == null || partitionHeader.value().length != Integer.BYTES
                ? null
                : ByteBuffer.wrap(partitionHeader.value()).getInt();
        ProducerRecord<String, byte[]> reply = new ProducerRecord<>(topic, partition, question.key(), value);
        TextHeaders.add(reply, CloudEventHeaders.of(UUID.randomUUID().toString(), type, "/recall", clock.instant()));
        if (correlation != null) {
            reply.headers().add(correlation);
        }
        return reply;
    }
}
