package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.intent.TurnStored;
import io.memoryorchestrator.server.intake.DeadLetter;
import io.memoryorchestrator.server.intake.InboundRecord;
import io.memoryorchestrator.server.intake.IntakeResult;
import io.memoryorchestrator.server.wire.CloudEventHeaders;
import io.memoryorchestrator.server.wire.EventJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what a batch came to: turn-stored events and dead letters, all acknowledged before it returns. */
public final class OutcomePublisher {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomePublisher.class);
    // Above the producer's own delivery timeout, so that its failure comes first and says what was wrong.
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
        publish(result.stored().stream().map(this::stored).toList(), result.deadLetters());
    }

    void publish(List<DeadLetter> letters) {
        publish(List.of(), letters);
    }

    /** @param events of turns, for their topic or a retry topic */
    void publish(List<ProducerRecord<String, byte[]>> events, List<DeadLetter> letters) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(events);
        letters.forEach(letter -> records.add(LetterHeaders.dead(letter)));
        send(records);
        letters.forEach(letter -> count(letter.record().topic(), letter.reason()));
    }

    /** Of what no topic takes a letter is left that says so; without it the partition would wait for ever. */
    private void send(List<ProducerRecord<String, byte[]>> records) {
        List<ProducerRecord<String, byte[]>> tooLarge = producer.sendFitting(records, TIMEOUT);
        if (tooLarge.isEmpty()) {
            return;
        }
        tooLarge.stream()
                .filter(record -> !Topics.dead().contains(record.topic()))
                .forEach(event -> count(Topics.TURN_STORED, LetterHeaders.TOO_LARGE));
        producer.sendFitting(
                        tooLarge.stream().map(LetterHeaders::withoutPayload).toList(), TIMEOUT)
                .forEach(this::lost);
    }

    /** For records that may not wait until a letter can be kept of them. */
    void lost(InboundRecord record, RuntimeException because) {
        lost(Topics.dead(record.topic()), record.place(), String.valueOf(because.getMessage()));
    }

    private void lost(ProducerRecord<String, byte[]> letter) {
        lost(
                letter.topic(),
                LetterHeaders.original(letter),
                "even without its payload it is too large; raise max.message.bytes of the topic");
    }

    private void lost(String topic, String original, String because) {
        LOG.error("No letter is kept on {} of {}: {}", topic, original, because);
        meters.counter("memory.dead.letters.lost", "topic", topic).increment();
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

    private void count(String topic, String reason) {
        meters.counter("memory.dead.letters", "topic", topic, "reason", reason).increment();
    }
}
