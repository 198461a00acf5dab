package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.server.enrichment.Handed;
import io.memoryorchestrator.server.enrichment.ProviderStage;
import io.memoryorchestrator.server.intake.DeadLetter;
import io.memoryorchestrator.server.intake.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows from a batch that was handed over: settled, given back and tried again, moved to a retry topic, or
 * set aside. What leaves is on its topic, acknowledged, before a turn counts as settled.
 */
final class DeliveryOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryOutcomes.class);

    /** A provider that asks for patience more often than this for the same turn means the turn. */
    private static final int MOST_HOLDS = 3;

    private final ProviderStage stage;
    private final RetryTopics retries;
    private final DeadLetters deadLetters;
    private final OutcomePublisher publisher;
    private final MeterRegistry meters;

    DeliveryOutcomes(
            ProviderStage stage,
            RetryTopics retries,
            DeadLetters deadLetters,
            OutcomePublisher publisher,
            MeterRegistry meters) {
        this.stage = stage;
        this.retries = retries;
        this.deadLetters = deadLetters;
        this.publisher = publisher;
        this.meters = meters;
    }

    /**
     * @param settled whose offsets may be passed
     * @param back what has to be handed over again, in order
     * @param pause why and for how long nothing is handed over; null when the provider answers
     */
    record Decision(
            List<HeldTurn> settled,
            List<HeldBatch> back,
            @Nullable Pause pause) {}

    record Pause(Duration hold, String reason) {}

    static Decision allBack(HeldBatch batch, Duration hold, String reason) {
        return new Decision(List.of(), List.of(batch), new Pause(hold, reason));
    }

    void setAside(List<DeadLetter> letters) {
        if (!letters.isEmpty()) {
            publisher.publish(letters);
        }
    }

    /** After {@link ProviderStage#handOver} answered. */
    Decision decide(HeldBatch batch, List<Handed> outcomes, Instant now) {
        List<HeldTurn> settled = new ArrayList<>();
        List<HeldTurn> back = new ArrayList<>();
        List<ProducerRecord<String, byte[]>> moved = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        Pause pause = null;
        boolean counted = false;
        Instant notBefore = Instant.EPOCH;
        for (int i = 0; i < outcomes.size(); i++) {
            HeldTurn held = batch.turns().get(i);
            switch (outcomes.get(i)) {
                case Handed.Settled _ -> settled.add(held);
                case Handed.Held _ -> {
                    back.add(held);
                    notBefore = now.plus(Handed.Held.LOOK_AGAIN);
                }
                case Handed.Refused refused -> {
                    letters.add(deadLetters.of(held.origin(), "refused_by_" + stage.name(), refused.detail()));
                    settled.add(held);
                }
                case Handed.Later later -> {
                    Duration hold = later.hold();
                    if (hold != null) {
                        pause = new Pause(hold, message(later.because()));
                        counted |= !later.outage();
                    }
                    boolean waits = later.outage() || (hold != null && batch.holds() < MOST_HOLDS);
                    if (waits || !later.tried()) {
                        back.add(held);
                    } else {
                        later(held, later, now).ifPresentOrElse(moved::add, () -> letters.add(exhausted(held, later)));
                        settled.add(held);
                    }
                }
            }
        }
        if (!moved.isEmpty() || !letters.isEmpty()) {
            publisher.publish(moved, letters);
        }
        moved.forEach(
                record -> meters.counter("memory.delivery.retries", "adapter", stage.name(), "topic", record.topic())
                        .increment());
        int holds = counted && batch.holds() < MOST_HOLDS ? batch.holds() + 1 : 0;
        return new Decision(
                settled, back.isEmpty() ? List.of() : List.of(new HeldBatch(back, holds, notBefore)), pause);
    }

    /** After it threw: the ledger is away, or something nobody foresaw happened to one of the turns. */
    Decision decide(HeldBatch batch, RuntimeException failure) {
        if (failure instanceof AdapterException adapter && adapter.kind().retryable()) {
            return allBack(batch, adapter.retryAfter().orElse(Duration.ofSeconds(1)), message(adapter));
        }
        if (batch.turns().size() > 1) {
            List<HeldBatch> alone = batch.turns().stream()
                    .map(held -> new HeldBatch(List.of(held), 0))
                    .toList();
            return new Decision(List.of(), alone, null);
        }
        LOG.error("The stage {} failed in a way nobody foresaw", stage.name(), failure);
        HeldTurn held = batch.turns().getFirst();
        publisher.publish(
                List.of(),
                List.of(deadLetters.of(
                        held.origin(), "unforeseen", failure.getClass().getSimpleName())));
        return new Decision(batch.turns(), List.of(), null);
    }

    private Optional<ProducerRecord<String, byte[]>> later(HeldTurn held, Handed.Later later, Instant now) {
        Duration atLeast = later.hold() == null ? Duration.ZERO : later.hold();
        return retries.next(held, stage.name(), later.because().kind().name(), atLeast, now);
    }

    /** Others came through, again and again: it is this turn. */
    private DeadLetter exhausted(HeldTurn held, Handed.Later later) {
        stage.giveUp(held.turn(), "retries_exhausted");
        return deadLetters.of(held.origin(), "retries_exhausted", message(later.because()));
    }

    private static String message(AdapterException failure) {
        return String.valueOf(failure.getMessage());
    }
}
