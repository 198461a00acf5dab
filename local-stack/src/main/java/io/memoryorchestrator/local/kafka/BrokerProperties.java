package io.memoryorchestrator.local.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of a one-node broker that is its own controller. */
final class BrokerProperties {

    static final int NODE_ID = 1;

    /** Room for a whole transcript in one intent. */
    static final int LARGEST_RECORD_BYTES = 6 * 1024 * 1024;

    private BrokerProperties() {}

    static Properties of(Path topics, int port, int controllerPort) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", Integer.toString(NODE_ID));
        p.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("log.dirs", topics.toString());
        // Typing a topic's name wrong shall fail rather than make one.
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("message.max.bytes", Integer.toString(LARGEST_RECORD_BYTES));
        p.setProperty("replica.fetch.max.bytes", Integer.toString(LARGEST_RECORD_BYTES));
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("offsets.topic.num.partitions", "1");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("transaction.state.log.num.partitions", "1");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.num.partitions", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        // A quarter of the heap would go to the cleaner's buffer otherwise.
        p.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
        return p;
    }
}
