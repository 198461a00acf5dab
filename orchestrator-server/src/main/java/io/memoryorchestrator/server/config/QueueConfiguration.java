package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.deadletter.DeadLetterDesk;
import io.memoryorchestrator.server.intake.DeadLetters;
import io.memoryorchestrator.server.intake.RecordDecoder;
import io.memoryorchestrator.server.queue.AcknowledgedProducer;
import io.memoryorchestrator.server.queue.DeadLetterTopics;
import io.memoryorchestrator.server.queue.GroupLag;
import io.memoryorchestrator.server.queue.IntentQueue;
import io.memoryorchestrator.server.queue.Listeners;
import io.memoryorchestrator.server.queue.OutcomePublisher;
import io.memoryorchestrator.server.queue.QueueSettings;
import io.memoryorchestrator.server.queue.RecordSigner;
import io.memoryorchestrator.server.queue.ReplySender;
import io.memoryorchestrator.server.queue.TopicProvisioner;
import io.memoryorchestrator.server.wire.EventJson;
import io.memoryorchestrator.server.wire.IntentWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.LoggingProducerListener;
import tools.jackson.databind.json.JsonMapper;

/** Wires what speaks Kafka. */
@Configuration(proxyBeanMethods = false)
class QueueConfiguration {
    /** What Kafka sets aside by itself. */
    private static final long BUFFER_BYTES = 32 << 20;

    @Bean
    QueueSettings queueSettings(OrchestratorProperties properties) {
        QueueProperties queue = properties.queue();
        String instance = queue.instance().isBlank() ? UUID.randomUUID().toString() : queue.instance();
        return new QueueSettings(
                queue.partitions(),
                queue.replicationFactor(),
                queue.intentRetention(),
                queue.deadLetterRetention(),
                Math.toIntExact(queue.maxMessage().toBytes()),
                queue.sendTimeout(),
                queue.intakeConcurrency(),
                queue.retryWaits(),
                queue.retryPatience(),
                queue.deliveriesAtOnce(),
                queue.deliveryLease(),
                queue.turnsInHand(),
                instance);
    }

    /** Producers take what topics are made to take; a buffer that could not hold two of them would hold the first up. */
    @Bean
    DefaultKafkaProducerFactoryCustomizer largestRecord(QueueSettings settings) {
        int largest = settings.maxMessageBytes();
        return producers -> {
            producers.updateConfigs(Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largest));
            if (2L * largest > BUFFER_BYTES) {
                producers.updateConfigs(Map.of(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * largest));
            }
        };
    }

    @Bean
    KafkaTemplate<String, byte[]> kafkaTemplate(ProducerFactory<String, byte[]> producers) {
        KafkaTemplate<String, byte[]> template = new KafkaTemplate<>(producers);
        template.setObservationEnabled(true);
        // A key names a user.
        LoggingProducerListener<String, byte[]> failures = new LoggingProducerListener<>();
        failures.setIncludeContents(false);
        template.setProducerListener(failures);
        return template;
    }

    @Bean
    TopicProvisioner topicProvisioner(KafkaAdmin admin, QueueSettings settings) {
        return new TopicProvisioner(admin::getConfigurationProperties, settings);
    }

    @Bean
    GroupLag groupLag(KafkaAdmin admin, Clock clock) {
        return new GroupLag(admin::getConfigurationProperties, clock);
    }

    @Bean
    AcknowledgedProducer acknowledgedProducer(KafkaTemplate<String, byte[]> template, RecordSigner signer) {
        return new AcknowledgedProducer(template, signer);
    }

    @Bean
    IntentQueue intentQueue(AcknowledgedProducer producer, IntentWriter writer, QueueSettings settings) {
        return new IntentQueue(producer, writer, settings.sendTimeout());
    }

    @Bean
    OutcomePublisher outcomePublisher(AcknowledgedProducer producer, EventJson events, MeterRegistry meters) {
        return new OutcomePublisher(producer, events, meters);
    }

    @Bean
    ReplySender replySender(
            AcknowledgedProducer producer,
            OrchestratorProperties properties,
            JsonMapper mapper,
            Clock clock,
            MeterRegistry meters) {
        return new ReplySender(producer, properties.queue().replyTopics(), mapper, clock, meters);
    }

    @Bean
    Listeners listeners(
            ConsumerFactory<String, byte[]> consumers,
            QueueSettings settings,
            OutcomePublisher publisher,
            DeadLetters deadLetters,
            RecordDecoder decoder) {
        return new Listeners(consumers, settings, publisher, deadLetters, decoder);
    }

    @Bean
    DeadLetterDesk deadLetterDesk(
            ConsumerFactory<String, byte[]> consumers,
            AcknowledgedProducer producer,
            QueueSettings settings,
            CanonicalStore store,
            MeterRegistry meters) {
        var shelf = new DeadLetterTopics(consumers, producer, settings.sendTimeout());
        Predicate<UserRef> erased =
                store instanceof Stewardship stewardship ? stewardship.erasures()::isErased : _ -> false;
        return new DeadLetterDesk(shelf, store.deadLetterMarks(), erased, meters);
    }
}
