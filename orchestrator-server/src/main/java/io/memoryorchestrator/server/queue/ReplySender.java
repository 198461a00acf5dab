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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends replies where the request asks for them ({@code kafka_replyTopic}, {@code kafka_replyPartition}) if that is allowed,
 * else to {@code memory.context-fetched.v1}, with the request's {@code kafka_correlationId}. A reply that cannot be sent is given
 * up and logged: its asker has its own time-out, and asking again is harmless.
 */
public final class ReplySender {
    private static final Logger LOG = LoggerFactory.getLogger(ReplySender.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final AcknowledgedProducer producer;
    private final ReplyTopics topics;
    private final JsonMapper mapper;
    private final Clock clock;
    private final MeterRegistry meters;

    /** @param topics that replies may go to; one that ends in {@code *} stands for all that begin so */
    public ReplySender(
            AcknowledgedProducer producer, List<String> topics, JsonMapper mapper, Clock clock, MeterRegistry meters) {
        this.producer = producer;
        this.topics = new ReplyTopics(topics);
        this.mapper = mapper;
        this.clock = clock;
        this.meters = meters;
    }

    /** Whether the reply may go where the question wants it; if not, the question is to be refused. */
    boolean mayReply(ConsumerRecord<String, byte[]> question) {
        return topics.allow(asked(question));
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
        Header correlation = question.headers().lastHeader(KafkaHeaders.CORRELATION_ID);
        boolean allowed = mayReply(question);
        String topic = allowed ? asked(question) : Topics.CONTEXT_FETCHED;
        ProducerRecord<String, byte[]> reply =
                new ProducerRecord<>(topic, allowed ? partition(question) : null, question.key(), value);
        TextHeaders.add(reply, CloudEventHeaders.of(UUID.randomUUID().toString(), type, "/recall", clock.instant()));
        if (correlation != null) {
            reply.headers().add(correlation);
        }
        return reply;
    }

    private static String asked(ConsumerRecord<String, byte[]> question) {
        Header topic = question.headers().lastHeader(KafkaHeaders.REPLY_TOPIC);
        return topic == null ? Topics.CONTEXT_FETCHED : new String(topic.value(), StandardCharsets.UTF_8);
    }

    /** Null, which leaves the choice to the key, also when what was asked for is no number of a partition. */
    private static @Nullable Integer partition(ConsumerRecord<String, byte[]> question) {
        Header partition = question.headers().lastHeader(KafkaHeaders.REPLY_PARTITION);
        if (partition == null || partition.value().length != Integer.BYTES) {
            return null;
        }
        int number = ByteBuffer.wrap(partition.value()).getInt();
        return number < 0 ? null : number;
    }
}
