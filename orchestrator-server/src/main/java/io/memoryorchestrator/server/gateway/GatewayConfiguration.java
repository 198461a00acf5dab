package io.memoryorchestrator.server.gateway;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.queue.IntentQueue;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.wire.IntentReader;
import io.memoryorchestrator.server.wire.IntentWriter;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** Wires the gateway. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    @Bean
    SubmissionReader submissionReader(IntentReader reader, Clock clock) {
        return new SubmissionReader(reader, clock);
    }

    @Bean
    IntentAcceptance intentAcceptance(Redactor redactor, CanonicalStore store, IntentQueue queue, IntentWriter writer) {
        return new IntentAcceptance(redactor, store.intents(), queue, writer);
    }

    @Bean
    ChatReader chatReader(IntentReader reader, JsonMapper mapper) {
        return new ChatReader(reader, mapper);
    }

    @Bean
    ChatMemory chatMemory(
            Redactor redactor,
            CanonicalStore store,
            IntentAcceptance acceptance,
            Embedder embedder,
            Clock clock,
            @Value("${orchestrator.gateway.add-wait:5s}") Duration wait) {
        Settling settling = new Settling(store.intents(), embedder.model().id(), wait);
        return new ChatMemory(redactor, store, acceptance, settling, clock);
    }

    @Bean
    BodyLimitFilter bodyLimitFilter(@Value("${orchestrator.gateway.max-body:4MB}") DataSize maxBody) {
        return new BodyLimitFilter(maxBody.toBytes());
    }
}
