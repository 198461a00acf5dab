package io.memoryorchestrator.server.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Opens the broker's administration for work that must not wait for a broker that is away. */
final class BrokerAdmin {

    private BrokerAdmin() {}

    /**
     * @param connection properties of a Kafka client
     * @param longest that a call may take; closing waits for the calls, so that it takes no longer either
     */
    static Admin open(Map<String, Object> connection, Duration longest) {
        Map<String, Object> properties = new HashMap<>(connection);
        int millis = Math.toIntExact(longest.toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        // No longer than that of the call, or the client does not start.
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        return Admin.create(properties);
    }
}
