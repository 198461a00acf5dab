package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.api.intent.TurnStored;
import io.memoryorchestrator.server.intake.DeadLetter;
import io.memoryorchestrator.server.intake.InboundRecord;
import io.memoryorchestrator.server.intake.IntakeResult;
import io.memoryorchestrator.server.wire.CloudEventHeaders;
import io.memoryorchestrator.server.wire.EventJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes what a batch came to: turn-stored events and dead letters, all acknowledged before it returns. */
public final class OutcomePublisher {
    // Longer than the producer's own delivery timeout would ever be useful: the listener retries the whole batch
    // anyway.
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final AcknowledgedProducer producer;
    private final EventJson events;
    private final MeterRegistry meters;

    public OutcomePublisher(AcknowledgedProducer producer, EventJson events, MeterRegistry meters) {
        this.producer = producer;
        this.events = events;
        this.meters = meters;
    }

    void publish(IntakeResult result) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        result.stored().forEach(stored -> records.add(stored(stored)));
        result.deadLetters().forEach(letter -> records.add(dead(letter)));
        producer.send(records, TIMEOUT);
        result.deadLetters().forEach(this::count);
    }

    void publish(List<DeadLetter> letters) {
        producer.send(letters.stream().map(OutcomePublisher::dead).toList(), TIMEOUT);
        letters.forEach(this::count);
    }

    private ProducerRecord<String, byte[]> stored(IntakeResult.Stored stored) {
        TurnStored event = stored.event();
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.TURN_STORED, event.turn().session().key(), events.write(event));
        TextHeaders.add(
                record,
                CloudEventHeaders.of(event.turn().id().toString(), TurnStored.EVENT_TYPE, "/intake", event.storedAt()));
        if (stored.traceparent() != null) {
            TextHeaders.add(record, Map.of("traceparent", stored.traceparent()));
        }
        return record;
    }

    private static ProducerRecord<String, byte[]> dead(DeadLetter letter) {
        InboundRecord origin = letter.record();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topics.dead(origin.topic()), origin.key(), letter.payload().getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("dlt-reason", letter.reason());
        headers.put("dlt-detail", letter.detail());
        headers.put("dlt-original-topic", origin.topic());
        headers.put("dlt-original-partition", Integer.toString(origin.partition()));
        headers.put("dlt-original-offset", Long.toString(origin.offset()));
        headers.put("dlt-original-timestamp", origin.timestamp().toString());
        for (String name :
                List.of(CloudEventHeaders.ID, CloudEventHeaders.TYPE, EnvelopeSignature.ACTOR, "traceparent")) {
            String value = origin.headers().get(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        TextHeaders.add(record, headers);
        return record;
    }

    private void count(DeadLetter letter) {
        meters.counter("memory.dead.letters", "topic", letter.record().topic(), "reason", letter.reason())
                .increment();
    }
}
