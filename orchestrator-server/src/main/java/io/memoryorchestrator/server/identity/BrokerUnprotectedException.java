package io.memoryorchestrator.server.identity;

import java.util.List;

/** The broker is on another machine, and what is said to it can be read and changed on the way. */
final class BrokerUnprotectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String protocol;
    private final String brokers;

    BrokerUnprotectedException(String protocol, List<String> brokers) {
        super("The broker at " + String.join(", ", brokers) + " is spoken to with " + protocol);
        this.protocol = protocol;
        this.brokers = String.join(", ", brokers);
    }

    String protocol() {
        return protocol;
    }

    String brokers() {
        return brokers;
    }
}
