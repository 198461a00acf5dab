package io.memoryorchestrator.bench.load;

import io.memoryorchestrator.cli.console.CommandFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts turns on the intents topic, as a trusted backend does: raw, so that intake has everything to do. */
final class TurnFeed implements AutoCloseable {
    static final String TOPIC = "memory.turn-committed.v1";

    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> refused = new AtomicReference<>();

    /**
     * One request in flight: on a topic made a moment ago a second one can overtake the first, which is then out of order
     * until its time is up.
     */
    TurnFeed(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "acks", "all",
                        "linger.ms", 5,
                        "batch.size", 131_072,
                        "max.in.flight.requests.per.connection", 1,
                        "max.block.ms", 15_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** As fast as the broker takes them. */
    void send(List<ChatTurn> turns) {
        turns.forEach(this::send);
        confirm();
    }

    /** At an even pace, so that what is measured is the way of a turn and not a queue. */
    void send(List<ChatTurn> turns, int perSecond) {
        long began = System.nanoTime();
        for (int i = 0; i < turns.size(); i++) {
            long due = began + Duration.ofSeconds(1).toNanos() * i / perSecond;
            long early = due - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(early);
            }
            send(turns.get(i));
        }
        confirm();
    }

    /** A turn the broker refused would be counted as lost by the server. */
    private void confirm() {
        producer.flush();
        Exception failed = refused.get();
        if (failed != null) {
            throw new CommandFailure("The broker did not take every turn: " + failed, failed);
        }
    }

    private void send(ChatTurn turn) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(TOPIC, turn.key(), turn.intent(Instant.now()));
        record.headers().add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        producer.send(record, (sent, failed) -> {
            if (failed != null) {
                refused.compareAndSet(null, failed);
            }
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
