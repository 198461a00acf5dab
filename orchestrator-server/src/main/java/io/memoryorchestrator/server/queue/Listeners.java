package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.server.backfill.BackfillDesk;
import io.memoryorchestrator.server.enrichment.ProviderStage;
import io.memoryorchestrator.server.enrichment.Stage;
import io.memoryorchestrator.server.intake.DeadLetters;
import io.memoryorchestrator.server.intake.Intake;
import io.memoryorchestrator.server.intake.RecordDecoder;
import io.memoryorchestrator.server.recall.RecallEngine;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.uses.UseCount;
import io.memoryorchestrator.server.wire.EventJson;
import io.memoryorchestrator.server.wire.IntentReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Makes one listener container for each concern, none of them started. */
public final class Listeners {
    private static final Duration PAUSE_TAKES_HOLD = Duration.ofMillis(500);

    private final ConsumerFactory<String, byte[]> consumers;
    private final QueueSettings settings;
    private final OutcomePublisher publisher;
    private final DeadLetters deadLetters;
    private final RecordDecoder decoder;

    public Listeners(
            ConsumerFactory<String, byte[]> consumers,
            QueueSettings settings,
            OutcomePublisher publisher,
            DeadLetters deadLetters,
            RecordDecoder decoder) {
        this.consumers = consumers;
        this.settings = settings;
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.decoder = decoder;
    }

    public ConcurrentMessageListenerContainer<String, byte[]> intake(
            Intake intake, TopicEraser eraser, MeterRegistry meters) {
        var container = container(
                "memory-intake",
                settings.intakeConcurrency(),
                new IntakeListener(intake, publisher, eraser, meters),
                IntentType.TURN_COMMITTED.topic(),
                IntentType.SESSION_SYNC.topic());
        // A pause takes hold between two polls, so this is part of how soon it is obeyed.
        container.getContainerProperties().setPollTimeout(PAUSE_TAKES_HOLD.toMillis());
        return container;
    }

    public ConcurrentMessageListenerContainer<String, byte[]> backfill(BackfillDesk desk) {
        return container(
                "memory-backfill",
                1,
                new BackfillListener(decoder, desk, deadLetters, publisher),
                Topics.SESSION_BACKFILL);
    }

    public ConcurrentMessageListenerContainer<String, byte[]> context(
            Redactor redactor, RecallEngine engine, EventJson events, ReplySender replies, UseCount uses) {
        return container(
                "memory-context",
                1,
                new ContextListener(decoder, redactor, engine, events, deadLetters, publisher, replies, uses),
                Topics.CONTEXT_FETCH);
    }

    /** A stage that all processes share: each turn is handled by one of them. */
    public ConcurrentMessageListenerContainer<String, byte[]> stage(
            Stage stage, EventJson events, IntentReader parser) {
        return stage("memory-" + stage.name(), stage, events, parser);
    }

    /** Deliveries to a provider that all processes share: each turn is handed over by one of them. */
    public DeliveryConsumer deliveries(
            ProviderStage stage, EventJson events, IntentReader parser, Clock clock, MeterRegistry meters) {
        RetryTopics retries = new RetryTopics(Topics.TURN_STORED, settings.retryWaits(), settings.retryPatience());
        return new DeliveryConsumer(
                consumers,
                stage,
                retries,
                new DeliveryReader(stage, retries, events, parser, deadLetters),
                new DeliveryOutcomes(stage, retries, deadLetters, publisher, meters),
                settings,
                clock,
                meters);
    }

    /** A stage that every process has for itself: each of them handles every turn, from now on. */
    public ConcurrentMessageListenerContainer<String, byte[]> ownStage(
            Stage stage, EventJson events, IntentReader parser) {
        var container = stage("memory-" + stage.name() + "-" + settings.instance(), stage, events, parser);
        container.getContainerProperties().getKafkaConsumerProperties().put("auto.offset.reset", "latest");
        return container;
    }

    private ConcurrentMessageListenerContainer<String, byte[]> stage(
            String group, Stage stage, EventJson events, IntentReader parser) {
        return container(
                group, 1, new StageListener(stage, events, parser, deadLetters, publisher), Topics.TURN_STORED);
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(
            String group, int concurrency, BatchMessageListener<String, byte[]> listener, String... topics) {
        ContainerProperties properties = new ContainerProperties(topics);
        properties.setGroupId(group);
        properties.setClientId(group);
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setMessageListener(listener);
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(group);
        container.setConcurrency(concurrency);
        container.setCommonErrorHandler(retryForEver(group));
        container.setAutoStartup(false);
        return container;
    }

    /**
     * What reaches the error handler is an outage and never a bad record, so the batch is held and tried again while the
     * partitions are paused: setting good records aside would make two incidents of one.
     */
    private static DefaultErrorHandler retryForEver(String group) {
        ExponentialBackOff backOff = new ExponentialBackOff(200, 2.0);
        backOff.setMaxInterval(10_000);
        backOff.setMaxElapsedTime(Long.MAX_VALUE);
        DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
        handler.setRetryListeners(new RetryLog(group));
        return handler;
    }
}
