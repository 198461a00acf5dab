package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.intent.TurnStored;
import io.memoryorchestrator.server.intake.DeadLetter;
import io.memoryorchestrator.server.intake.IntakeResult;
import io.memoryorchestrator.server.wire.CloudEventHeaders;
import io.memoryorchestrator.server.wire.EventJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
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
        result.deadLetters().forEach(letter -> records.add(LetterHeaders.dead(letter)));
        producer.send(records, TIMEOUT);
        result.deadLetters().forEach(this::count);
    }

    void publish(List<DeadLetter> letters) {
        publish(List.of(), letters);
    }

    /** @param moved records for retry topics */
    void publish(List<ProducerRecord<String, byte[]>> moved, List<DeadLetter> letters) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(moved);
        letters.forEach(letter -> records.add(LetterHeaders.dead(letter)));
        producer.send(records, TIMEOUT);
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

    private void count(DeadLetter letter) {
        meters.counter("memory.dead.letters", "topic", letter.record().topic(), "reason", letter.reason())
                .increment();
    }
}
