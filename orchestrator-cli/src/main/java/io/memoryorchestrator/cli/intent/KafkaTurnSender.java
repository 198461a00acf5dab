package io.memoryorchestrator.cli.intent;

import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends as a trusted backend does: straight to the topic, as CloudEvents in binary mode. */
final class KafkaTurnSender implements TurnSender {

    private final KafkaProducer<String, byte[]> producer;
    private final String bootstrapServers;
    private final SendTally tally;
    private final LongConsumer progress;
    private volatile @Nullable Exception failure;

    KafkaTurnSender(String bootstrapServers, SendTally tally, LongConsumer progress) {
        this.bootstrapServers = bootstrapServers;
        this.tally = tally;
        this.progress = progress;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "max.in.flight.requests.per.connection",
                        1,
                        "linger.ms",
                        5,
                        "max.request.size",
                        5 * 1024 * 1024,
                        "max.block.ms",
                        15_000,
                        "delivery.timeout.ms",
                        60_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void send(TurnLine line) {
        checkNoFailure();
        String id = UUID.randomUUID().toString();
        byte[] value = Json.MAPPER.writeValueAsBytes(line.turn());
        ProducerRecord<String, byte[]> intent =
                new ProducerRecord<>(IntentType.TURN_COMMITTED.topic(), line.key(), value);
        CloudEvent.of(id, IntentType.TURN_COMMITTED).addTo(intent);
        try {
            producer.send(intent, (metadata, notSent) -> {
                if (notSent == null) {
                    tally.accepted(List.of(id));
                } else {
                    failure = notSent;
                }
                progress.accept(1);
            });
        } catch (KafkaException notEvenQueued) {
            failure = notEvenQueued;
            checkNoFailure();
        }
    }

    @Override
    public void close() {
        producer.flush();
        producer.close();
        checkNoFailure();
    }

    private void checkNoFailure() {
        Exception failed = failure;
        if (failed != null) {
            throw new CommandFailure(
                    "The broker at " + bootstrapServers + " did not take everything (" + failed.getMessage()
                            + "); send the same file again, nothing is stored twice.",
                    failed);
        }
    }
}
