package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.server.redaction.RedactedIntent;
import io.memoryorchestrator.server.wire.CloudEventHeaders;
import io.memoryorchestrator.server.wire.IntentWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where the gateway puts redacted intents. */
public final class IntentQueue {
    private final AcknowledgedProducer producer;
    private final IntentWriter writer;
    private final Duration timeout;

    public IntentQueue(AcknowledgedProducer producer, IntentWriter writer, Duration timeout) {
        this.producer = producer;
        this.writer = writer;
        this.timeout = timeout;
    }

    /**
     * Returns when the broker has acknowledged all of them: from then on they are durable.
     *
     * @param actor who caused them, carried with each record
     * @throws QueueUnavailableException when it did not
     */
    public void enqueue(List<RedactedIntent> intents, String actor) {
        producer.send(
                intents.stream().map(intent -> record(intent.envelope(), actor)).toList(), timeout);
    }

    private ProducerRecord<String, byte[]> record(IntentEnvelope envelope, String actor) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                envelope.intent().type().topic(), envelope.intent().key(), writer.write(envelope.intent()));
        TextHeaders.add(
                record,
                CloudEventHeaders.of(
                        envelope.id(), envelope.intent().type().eventType(), envelope.source(), envelope.time()));
        TextHeaders.add(record, Map.of(EnvelopeSignature.ACTOR, actor));
        return record;
    }
}
