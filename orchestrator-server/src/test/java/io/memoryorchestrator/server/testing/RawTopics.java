package io.memoryorchestrator.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Everything on a broker, and what an operator may do to it beside the server. */
public final class RawTopics {
    private final Map<String, Object> broker;

    public RawTopics(String bootstrapServers) {
        this.broker = Map.of("bootstrap.servers", bootstrapServers);
    }

    /** Every record of every topic that can still be read. */
    public List<ConsumerRecord<String, byte[]>> everything() {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> !topic.getKey().startsWith("__"))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    public List<String> holding(String word) {
        return everything().stream()
                .filter(record -> holds(record, word))
                .map(record -> record.topic() + "-" + record.partition() + "@" + record.offset())
                .toList();
    }

    public long countOf(String topic) {
        return everything().stream()
                .filter(record -> record.topic().equals(topic))
                .count();
    }

    public static boolean holds(ConsumerRecord<String, byte[]> record, String word) {
        boolean inHeaders = false;
        for (var header : record.headers()) {
            inHeaders |= header.value() != null && new String(header.value(), UTF_8).contains(word);
        }
        return inHeaders
                || record.key() != null && record.key().contains(word)
                || record.value() != null && new String(record.value(), UTF_8).contains(word);
    }

    public void produce(String topic, String key, String value) {
        produce(new ProducerRecord<>(topic, key, value.getBytes(UTF_8)));
    }

    public void produceAgain(ConsumerRecord<String, byte[]> record) {
        produce(new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers()));
    }

    private void produce(ProducerRecord<String, byte[]> record) {
        try (var producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record);
            producer.flush();
        }
    }

    /** Sets every group back to the beginning of everything, as for a replay; nobody may be reading. */
    public void rewindAllGroups() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(broker)) {
            for (GroupListing group : admin.listGroups().all().get()) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group.groupId())
                        .partitionsToOffsetAndMetadata()
                        .get();
                committed.replaceAll((partition, offset) -> new OffsetAndMetadata(0));
                admin.alterConsumerGroupOffsets(group.groupId(), committed)
                        .all()
                        .get();
            }
        }
    }
}
