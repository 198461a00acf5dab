package io.memoryorchestrator.server.testing;

import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.local.kafka.LocalKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads and writes topics beside the server, as another client of the broker would. */
public final class TopicReader {
    private final Map<String, Object> broker;

    private TopicReader(String bootstrapServers) {
        this.broker = Map.of("bootstrap.servers", bootstrapServers);
    }

    /** Topics of another broker than the one that most tests share. */
    public static TopicReader at(String bootstrapServers) {
        return new TopicReader(bootstrapServers);
    }

    private static TopicReader shared() {
        return at(LocalKafka.forTests().bootstrapServers());
    }

    /** Everything on a topic from its beginning, read until at least {@code atLeast} records match. */
    public static List<ConsumerRecord<String, byte[]>> read(
            String topic, int atLeast, Predicate<ConsumerRecord<String, byte[]>> matching) {
        return shared().records(topic, atLeast, matching);
    }

    /** Everything on a topic from its beginning, read until at least {@code atLeast} records match. */
    public List<ConsumerRecord<String, byte[]>> records(
            String topic, int atLeast, Predicate<ConsumerRecord<String, byte[]>> matching) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            await().atMost(Duration.ofSeconds(40)).pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (matching.test(record)) {
                        found.add(record);
                    }
                });
                return found.size() >= atLeast;
            });
            return found;
        }
    }

    /** @param headers names and values in turn */
    public static void produce(String topic, String key, byte[] value, String... headers) {
        shared().write(topic, key, value, headers);
    }

    /** A value that is larger than the topic takes, and compressed is not. */
    public static void produceCompressed(String topic, String key, byte[] value) {
        Map<String, Object> settings = new HashMap<>(shared().broker);
        settings.put("compression.type", "gzip");
        settings.put("max.request.size", 2 * value.length);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value));
            producer.flush();
        }
    }

    /** @param headers names and values in turn */
    public void write(String topic, String key, byte[] value, String... headers) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
            for (int i = 0; i < headers.length; i += 2) {
                record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
            }
            producer.send(record);
            producer.flush();
        }
    }
}
