package io.memoryorchestrator.server.node;

import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.wire.IntentReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what reads values and questions from requests. */
@Configuration(proxyBeanMethods = false)
class NodeRequestsConfiguration {

    @Bean
    NodeRequests nodeRequests(IntentReader parser, Redactor redactor, Embedder embedder) {
        return new NodeRequests(parser, new NodeRedaction(redactor), new NodeVectors(embedder));
    }
}
