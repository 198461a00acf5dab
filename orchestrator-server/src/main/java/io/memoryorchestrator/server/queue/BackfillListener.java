package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.server.backfill.BackfillDesk;
import io.memoryorchestrator.server.intake.DeadLetters;
import io.memoryorchestrator.server.intake.InboundRecord;
import io.memoryorchestrator.server.intake.RecordDecoder;
import io.memoryorchestrator.server.wire.WireException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;

/** Turns backfill intents into jobs. */
final class BackfillListener implements BatchMessageListener<String, byte[]> {
    private final RecordDecoder decoder;
    private final BackfillDesk desk;
    private final DeadLetters deadLetters;
    private final OutcomePublisher publisher;

    BackfillListener(RecordDecoder decoder, BackfillDesk desk, DeadLetters deadLetters, OutcomePublisher publisher) {
        this.decoder = decoder;
        this.desk = desk;
        this.deadLetters = deadLetters;
        this.publisher = publisher;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> each : records) {
            InboundRecord record = TextHeaders.inbound(each);
            try {
                IntentEnvelope envelope = decoder.decode(record, IntentType.SESSION_BACKFILL);
                desk.open(envelope);
            } catch (WireException refused) {
                desk.refuse(
                        RecordDecoder.idOfRefused(record, refused),
                        refused.fault().code());
                publisher.publish(List.of(deadLetters.of(record, refused)));
            } catch (AdapterException failure) {
                if (failure.kind().retryable()) {
                    throw failure;
                }
                desk.refuse(RecordDecoder.id(record), "rejected_by_store");
                publisher.publish(
                        List.of(deadLetters.of(record, "rejected_by_store", String.valueOf(failure.getMessage()))));
            }
        }
    }
}
