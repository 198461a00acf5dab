package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.enrichment.ProviderStage;
import io.memoryorchestrator.server.intake.DeadLetter;
import io.memoryorchestrator.server.intake.DeadLetters;
import io.memoryorchestrator.server.intake.InboundRecord;
import io.memoryorchestrator.server.wire.EventJson;
import io.memoryorchestrator.server.wire.IntentReader;
import io.memoryorchestrator.server.wire.WireException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes turns of records, and leaves out what is settled already or not worth sending. */
final class DeliveryReader {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryReader.class);

    private final ProviderStage stage;
    private final RetryTopics retries;
    private final EventJson events;
    private final IntentReader parser;
    private final DeadLetters deadLetters;

    DeliveryReader(
            ProviderStage stage, RetryTopics retries, EventJson events, IntentReader parser, DeadLetters deadLetters) {
        this.stage = stage;
        this.retries = retries;
        this.events = events;
        this.parser = parser;
        this.deadLetters = deadLetters;
    }

    /** What a poll brought: turns to gather, turns to hand over at once, and records to set aside. */
    record Reading(List<HeldTurn> gather, List<HeldTurn> again, List<DeadLetter> letters) {}

    /** @throws AdapterException a retryable one, when the ledger cannot be asked: then the records are read again */
    Reading read(List<ConsumerRecord<String, byte[]>> records) {
        List<HeldTurn> fresh = new ArrayList<>();
        List<HeldTurn> again = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> each : records) {
            InboundRecord record = TextHeaders.inbound(each);
            if (!RetryTopics.isFor(record, stage.name())) {
                continue;
            }
            InboundRecord origin = retries.origin(record);
            try {
                byte[] value = record.value() == null ? new byte[0] : record.value();
                int attempt = retries.attempt(each.topic());
                var held = new HeldTurn(
                        events.readTurnStored(value, parser).turn(),
                        origin,
                        new TopicPartition(each.topic(), each.partition()),
                        each.offset(),
                        attempt,
                        RetryTopics.since(record));
                (attempt == 0 ? fresh : again).add(held);
            } catch (WireException refused) {
                letters.add(deadLetters.of(origin, refused));
            }
        }
        return new Reading(worthSending(fresh, letters), again, letters);
    }

    private List<HeldTurn> worthSending(List<HeldTurn> fresh, List<DeadLetter> letters) {
        if (fresh.isEmpty()) {
            return List.of();
        }
        try {
            Set<Turn> worth = Collections.newSetFromMap(new IdentityHashMap<>());
            worth.addAll(stage.worthSending(fresh.stream().map(HeldTurn::turn).toList()));
            return fresh.stream().filter(held -> worth.contains(held.turn())).toList();
        } catch (RuntimeException failure) {
            if (failure instanceof AdapterException adapter && adapter.kind().retryable()) {
                throw failure;
            }
            return oneByOne(fresh, letters, failure);
        }
    }

    /** One of them is the culprit; alone, each shows whether it is. */
    private List<HeldTurn> oneByOne(List<HeldTurn> fresh, List<DeadLetter> letters, RuntimeException failure) {
        if (fresh.size() > 1) {
            return fresh.stream()
                    .flatMap(held -> worthSending(List.of(held), letters).stream())
                    .toList();
        }
        LOG.error("The stage {} failed in a way nobody foresaw", stage.name(), failure);
        letters.add(deadLetters.of(
                fresh.getFirst().origin(), "unforeseen", failure.getClass().getSimpleName()));
        return List.of();
    }
}
