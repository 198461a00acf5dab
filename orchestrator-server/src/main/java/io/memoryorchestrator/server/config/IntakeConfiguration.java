package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.pii.PiiFilter;
import io.memoryorchestrator.server.flags.Flags;
import io.memoryorchestrator.server.intake.DeadLetters;
import io.memoryorchestrator.server.intake.EnvelopeCheck;
import io.memoryorchestrator.server.intake.Intake;
import io.memoryorchestrator.server.intake.RecordDecoder;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.redaction.entities.RemoteEntities;
import io.memoryorchestrator.server.wire.EventJson;
import io.memoryorchestrator.server.wire.IntentReader;
import io.memoryorchestrator.server.wire.IntentWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the way of a turn from bytes to commit. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OrchestratorProperties.class)
class IntakeConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    IntentReader intentReader(JsonMapper mapper, OrchestratorProperties properties) {
        int maxContent = Math.toIntExact(properties.gateway().maxContent().toBytes());
        return new IntentReader(mapper, properties.defaultTenant(), maxContent);
    }

    @Bean
    IntentWriter intentWriter(JsonMapper mapper) {
        return new IntentWriter(mapper);
    }

    @Bean
    EventJson eventJson(JsonMapper mapper) {
        return new EventJson(mapper);
    }

    @Bean
    @Nullable
    RemoteEntities remoteEntities(OrchestratorProperties properties, MeterRegistry meters) {
        return properties
                .redaction()
                .entities()
                .settings()
                .map(settings -> new RemoteEntities(settings, meters))
                .orElse(null);
    }

    @Bean
    Redactor redactor(OrchestratorProperties properties, Optional<RemoteEntities> entities, MeterRegistry meters) {
        RedactionProperties redaction = properties.redaction();
        PiiFilter filter = entities.map(PiiFilter.standard()::and).orElseGet(PiiFilter::standard);
        return new Redactor(filter, redaction.enabled() ? redaction.policies() : null, meters);
    }

    @Bean
    RecordDecoder recordDecoder(IntentReader reader, EnvelopeCheck check) {
        return new RecordDecoder(reader, check);
    }

    @Bean
    DeadLetters deadLetters(Redactor redactor) {
        return new DeadLetters(redactor);
    }

    @Bean
    Intake intake(
            RecordDecoder decoder,
            Redactor redactor,
            CanonicalStore store,
            DeadLetters deadLetters,
            Flags flags,
            Clock clock) {
        String canonical = store.descriptor().name();
        return new Intake(
                decoder,
                redactor,
                store,
                deadLetters,
                () -> flags.anybody(canonical).snapshot(),
                clock);
    }
}
