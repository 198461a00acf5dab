package io.memoryorchestrator.cli.context;

import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Json;
import io.memoryorchestrator.cli.intent.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;

/** fetchContext as request and reply over Kafka. */
public final class KafkaQuestion {

    private static final String REPLY_TOPIC = "memory.context-fetched.v1";
    private static final String CORRELATION = "kafka_correlationId";

    private KafkaQuestion() {}

    /**
     * @param key {@code tenant:user:session}
     * @throws CommandFailure when the broker or the answer does not come in time, or the question is refused
     */
    public static JsonNode ask(String bootstrapServers, String key, Map<String, Object> fetch, Duration longest) {
        byte[] correlation = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", 10_000, "max.block.ms", 10_000);
        try (KafkaConsumer<String, byte[]> replies =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            fromNowOn(replies);
            ProducerRecord<String, byte[]> question =
                    new ProducerRecord<>(IntentType.CONTEXT_FETCH.topic(), key, Json.MAPPER.writeValueAsBytes(fetch));
            CloudEvent.of(UUID.randomUUID().toString(), IntentType.CONTEXT_FETCH)
                    .addTo(question);
            question.headers()
                    .add("kafka_replyTopic", REPLY_TOPIC.getBytes(StandardCharsets.UTF_8))
                    .add(CORRELATION, correlation);
            producer.send(question);
            producer.flush();
            return await(replies, correlation, longest);
        } catch (KafkaException e) {
            throw new CommandFailure("The broker at " + bootstrapServers + " cannot be used: " + e.getMessage(), e);
        }
    }

    // Before the question is sent, so that the answer cannot come unseen.
    private static void fromNowOn(KafkaConsumer<String, byte[]> replies) {
        List<TopicPartition> partitions = replies.partitionsFor(REPLY_TOPIC).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        replies.assign(partitions);
        replies.seekToEnd(partitions);
        partitions.forEach(replies::position);
    }

    private static JsonNode await(KafkaConsumer<String, byte[]> replies, byte[] correlation, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<String, byte[]> reply : replies.poll(Duration.ofMillis(500))) {
                Header header = reply.headers().lastHeader(CORRELATION);
                if (header != null && Arrays.equals(header.value(), correlation)) {
                    return accepted(Json.MAPPER.readTree(reply.value()));
                }
            }
        }
        throw new CommandFailure("No answer came over Kafka within " + longest.toSeconds()
                + " s; is the server running (memctl status)?");
    }

    private static JsonNode accepted(JsonNode answer) {
        if (answer.has("code") && !answer.has("items")) {
            throw new CommandFailure(
                    "The question was refused (" + answer.path("code").asString() + "): "
                            + answer.path("detail").asString());
        }
        return answer;
    }
}
