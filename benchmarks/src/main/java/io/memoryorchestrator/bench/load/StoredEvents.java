package io.memoryorchestrator.bench.load;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Json;
import io.memoryorchestrator.cli.measure.Latencies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/** Listens for turn-stored events of a run and takes the time from sending a turn to its commit. */
final class StoredEvents implements AutoCloseable {
    private static final String TOPIC = "memory.turn-stored.v1";

    private final KafkaConsumer<String, byte[]> consumer;
    private final String users;

    StoredEvents(String bootstrapServers, String run) {
        this.consumer = Offsets.consumer(bootstrapServers);
        this.users = run + "-u";
        List<TopicPartition> partitions = Offsets.partitions(consumer, TOPIC);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /**
     * The clocks of both ends are this machine's: {@code occurredAt} was set when the turn was sent, and {@code storedAt}
     * when its commit had returned.
     */
    Latencies latencies(int count, Duration patience) {
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + patience.toNanos();
        while (latencies.count() < count) {
            if (System.nanoTime() > end) {
                throw new CommandFailure("Only " + latencies.count() + " of " + count + " turns were stored in time.");
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                JsonNode event = Json.MAPPER.readTree(record.value());
                if (event.path("userId").asString("").startsWith(users)) {
                    Instant sent = Instant.parse(event.path("occurredAt").asString());
                    Instant stored = Instant.parse(event.path("storedAt").asString());
                    latencies.add(Duration.between(sent, stored).toNanos());
                }
            }
        }
        return latencies;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
