package io.memoryorchestrator.server.identity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Refuses a start that asks everybody over HTTP who they are and lets them write to the broker unseen. */
final class BrokerAtStart {
    private static final List<String> PROTECTED = List.of("SSL", "SASL_SSL");

    /**
     * @param client what the server's consumers are configured with, under the names that Kafka has for it
     * @throws BrokerUnprotectedException when a broker on another machine is spoken to in the clear
     */
    BrokerAtStart(IdentityProperties identity, Map<String, Object> client) {
        String protocol = String.valueOf(client.getOrDefault("security.protocol", "PLAINTEXT"));
        List<String> elsewhere = brokers(client.getOrDefault("bootstrap.servers", List.of()))
                .filter(broker -> !Loopback.is(host(broker)))
                .toList();
        if (identity.configured()
                && !identity.allowPlaintextBroker()
                && !PROTECTED.contains(protocol)
                && !elsewhere.isEmpty()) {
            throw new BrokerUnprotectedException(protocol, elsewhere);
        }
    }

    private static Stream<String> brokers(Object configured) {
        return configured instanceof Collection<?> several
                ? several.stream().map(String::valueOf)
                : Stream.of(String.valueOf(configured).split(",")).map(String::strip);
    }

    private static String host(String broker) {
        String host = broker.substring(broker.indexOf("//") < 0 ? 0 : broker.indexOf("//") + 2);
        int port = host.lastIndexOf(':');
        return port < 0 ? host : host.substring(0, port);
    }
}
