package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.deadletter.LetterOwner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** Writes the dead letters of everybody else again, so that those of one user can be cut off with all before them. */
public final class DeadLetterCopies {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ACKNOWLEDGED = Duration.ofSeconds(30);

    private final ConsumerFactory<String, byte[]> consumers;
    private final AcknowledgedProducer producer;

    public DeadLetterCopies(ConsumerFactory<String, byte[]> consumers, AcknowledgedProducer producer) {
        this.consumers = consumers;
        this.producer = producer;
    }

    /**
     * Copies, in the partitions that hold dead letters of the user, those of all others to the end.
     *
     * @param ends of the partitions to look at
     * @return those partitions, and the end up to which they are copied
     */
    Map<TopicPartition, Long> rewrite(Map<TopicPartition, Long> ends, UserRef user) {
        Set<TopicPartition> concerned = new HashSet<>();
        read(
                ends,
                records -> records.stream()
                        .filter(record -> belongs(record, user))
                        .forEach(record -> concerned.add(new TopicPartition(record.topic(), record.partition()))));
        Map<TopicPartition, Long> rewritten = new HashMap<>(ends);
        rewritten.keySet().retainAll(concerned);
        read(
                rewritten,
                records -> send(records.stream()
                        .filter(record -> !belongs(record, user))
                        .map(LetterHeaders::copy)
                        .toList()));
        return rewritten;
    }

    /** A copy says where it lay first, which may be what makes it too large. */
    private void send(List<ProducerRecord<String, byte[]>> copies) {
        List<ProducerRecord<String, byte[]>> tooLarge = producer.sendFitting(copies, ACKNOWLEDGED);
        producer.send(tooLarge.stream().map(LetterHeaders::withoutPayload).toList(), ACKNOWLEDGED);
    }

    /**
     * By the key. Where the record was so wrong that its key names nobody, by its payload having
     * both ids: rather one letter of another too many than one of theirs too few.
     */
    static boolean belongs(ConsumerRecord<String, byte[]> record, UserRef user) {
        Optional<UserRef> owner = LetterOwner.of(record.key());
        if (owner.isPresent()) {
            return owner.get().equals(user);
        }
        String payload = record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8);
        return names(payload, "userId", user.userId())
                && (names(payload, "tenantId", user.tenantId()) || !payload.contains("\"tenantId\""));
    }

    private static boolean names(String payload, String field, String id) {
        return Pattern.compile("\"" + field + "\"\\s*:\\s*\"" + Pattern.quote(id) + "\"")
                .matcher(payload)
                .find();
    }

    private void read(Map<TopicPartition, Long> ends, Batch batch) {
        if (ends.isEmpty()) {
            return;
        }
        String nobody = "memory-erasure-" + UUID.randomUUID();
        try (var consumer = consumers.createConsumer(nobody, nobody)) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                    if (end != null && record.offset() < end) {
                        records.add(record);
                    }
                }
                batch.take(records);
            }
        }
    }

    /** Takes records as they are read. */
    @FunctionalInterface
    private interface Batch {
        void take(List<ConsumerRecord<String, byte[]>> records);
    }
}
