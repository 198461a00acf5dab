package io.memoryorchestrator.server.identity;

import java.util.List;
import java.util.stream.Stream;

/** Refuses a start that asks everybody over HTTP who they are and lets them write to the broker unseen. */
final class BrokerAtStart {
    private static final List<String> PROTECTED = List.of("SSL", "SASL_SSL");

    /**
     * @param brokers {@code host:port}, several of them with commas between
     * @param protocol as Kafka names it, such as {@code SASL_SSL}
     * @throws BrokerUnprotectedException when a broker on another machine is spoken to in the clear
     */
    BrokerAtStart(IdentityProperties identity, String brokers, String protocol) {
        List<String> elsewhere = Stream.of(brokers.split(","))
                .map(String::strip)
                .filter(broker -> !broker.isEmpty() && !Loopback.is(host(broker)))
                .toList();
        if (identity.configured()
                && !identity.allowPlaintextBroker()
                && !PROTECTED.contains(protocol)
                && !elsewhere.isEmpty()) {
            throw new BrokerUnprotectedException(protocol, elsewhere);
        }
    }

    private static String host(String broker) {
        String host = broker.substring(broker.indexOf("//") < 0 ? 0 : broker.indexOf("//") + 2);
        int port = host.lastIndexOf(':');
        return port < 0 ? host : host.substring(0, port);
    }
}
