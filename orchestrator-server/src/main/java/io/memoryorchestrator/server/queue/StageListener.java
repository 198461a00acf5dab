package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.enrichment.Stage;
import io.memoryorchestrator.server.intake.DeadLetter;
import io.memoryorchestrator.server.intake.DeadLetters;
import io.memoryorchestrator.server.intake.InboundRecord;
import io.memoryorchestrator.server.wire.EventJson;
import io.memoryorchestrator.server.wire.IntentReader;
import io.memoryorchestrator.server.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;

/** Hands stored turns to one enrichment stage; what the stage refuses for good is set aside, record by record. */
final class StageListener implements BatchMessageListener<String, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(StageListener.class);

    private final Stage stage;
    private final EventJson events;
    private final IntentReader parser;
    private final DeadLetters deadLetters;
    private final OutcomePublisher publisher;

    StageListener(
            Stage stage, EventJson events, IntentReader parser, DeadLetters deadLetters, OutcomePublisher publisher) {
        this.stage = stage;
        this.events = events;
        this.parser = parser;
        this.deadLetters = deadLetters;
        this.publisher = publisher;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        List<Received> received = new ArrayList<>(records.size());
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> each : records) {
            InboundRecord record = TextHeaders.inbound(each);
            try {
                byte[] value = record.value() == null ? new byte[0] : record.value();
                received.add(new Received(
                        record, events.readTurnStored(value, parser).turn()));
            } catch (WireException refused) {
                letters.add(deadLetters.of(record, refused));
            }
        }
        handle(received, letters);
        if (!letters.isEmpty()) {
            publisher.publish(letters);
        }
    }

    private void handle(List<Received> received, List<DeadLetter> letters) {
        if (received.isEmpty()) {
            return;
        }
        try {
            stage.handle(received.stream().map(Received::turn).toList());
        } catch (AdapterException failure) {
            if (failure.kind().retryable()) {
                throw failure;
            }
            setAside(received, letters, "refused_by_" + failure.adapter(), String.valueOf(failure.getMessage()));
        } catch (RuntimeException unforeseen) {
            LOG.error("The stage {} failed in a way nobody foresaw", stage.name(), unforeseen);
            setAside(received, letters, "unforeseen", unforeseen.getClass().getSimpleName());
        }
    }

    /** One of a batch is the culprit; alone, each shows whether it is. */
    private void setAside(List<Received> received, List<DeadLetter> letters, String reason, String detail) {
        if (received.size() == 1) {
            letters.add(deadLetters.of(received.getFirst().record(), reason, detail));
        } else {
            received.forEach(each -> handle(List.of(each), letters));
        }
    }

    private record Received(InboundRecord record, Turn turn) {}
}
