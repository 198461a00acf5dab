package io.memoryorchestrator.server.identity;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/**
 * Refuses a start that asks everybody over HTTP who they are and lets them write to the broker unseen. It does so as one of
 * the checks of the settings, so that whatever else is wrong with them is said with it.
 */
final class BrokerAtStart implements Validator {
    private static final List<String> PROTECTED = List.of("SSL", "SASL_SSL");

    private final String brokers;
    private final String protocol;

    /**
     * @param brokers {@code host:port}, several of them with commas between
     * @param protocol as Kafka names it, such as {@code SASL_SSL}
     */
    BrokerAtStart(String brokers, String protocol) {
        this.brokers = brokers;
        this.protocol = protocol;
    }

    @Override
    public boolean supports(Class<?> type) {
        return type == IdentityProperties.class;
    }

    @Override
    public void validate(Object settings, Errors errors) {
        IdentityProperties identity = (IdentityProperties) settings;
        if (!identity.configured() || identity.allowPlaintextBroker() || PROTECTED.contains(protocol)) {
            return;
        }
        List<String> elsewhere = Stream.of(brokers.split(","))
                .map(String::strip)
                .filter(broker -> !broker.isEmpty() && !Loopback.is(host(broker)))
                .toList();
        if (!elsewhere.isEmpty()) {
            errors.rejectValue(
                    "allowPlaintextBroker",
                    "broker.unprotected",
                    "identity is configured, and the broker at " + String.join(", ", elsewhere)
                            + " is on another machine and spoken to with " + protocol
                            + ": whoever is on the way reads what users said, and writes turns in their names without a"
                            + " token. Set SPRING_KAFKA_PROPERTIES_SECURITY_PROTOCOL to SASL_SSL or SSL, with what the"
                            + " broker asks for (see \"Direct producers and the trust boundary\" in docs/operations.md)."
                            + " On a network that is nobody else's, orchestrator.identity.allow-plaintext-broker=true"
                            + " lets it start");
        }
    }

    private static String host(String broker) {
        String host = broker.substring(broker.indexOf("//") < 0 ? 0 : broker.indexOf("//") + 2);
        int port = host.lastIndexOf(':');
        return port < 0 ? host : host.substring(0, port);
    }
}
