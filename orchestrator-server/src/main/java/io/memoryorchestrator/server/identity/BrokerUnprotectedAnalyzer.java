package io.memoryorchestrator.server.identity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why a server whose broker anybody could write to does not start. */
class BrokerUnprotectedAnalyzer extends AbstractFailureAnalyzer<BrokerUnprotectedException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, BrokerUnprotectedException cause) {
        return new FailureAnalysis(
                "Identity is configured, and the broker at " + cause.brokers()
                        + " is on another machine and spoken to with "
                        + cause.protocol() + ": whoever is on the way reads what users said, and writes turns in their"
                        + " names without a token.",
                "Set SPRING_KAFKA_PROPERTIES_SECURITY_PROTOCOL to SASL_SSL or SSL, with what the broker asks for (see"
                        + " \"Direct producers and the trust boundary\" in docs/operations.md). On a network that is nobody else's,"
                        + " orchestrator.identity.allow-plaintext-broker=true lets it start.",
                cause);
    }
}
