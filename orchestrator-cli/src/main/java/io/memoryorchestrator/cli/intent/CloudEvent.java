package io.memoryorchestrator.cli.intent;

import io.memoryorchestrator.api.intent.IntentType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The headers that make a Kafka record a CloudEvent in binary content mode.
 *
 * @param headers names and values
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     protocol binding</a>
 */
public record CloudEvent(Map<String, String> headers) {

    public static CloudEvent of(String id, IntentType type) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id);
        headers.put("ce_type", type.eventType());
        headers.put("ce_source", "/memctl");
        headers.put("ce_time", Instant.now().toString());
        headers.put("content-type", "application/json");
        return new CloudEvent(headers);
    }

    public void addTo(ProducerRecord<?, ?> intent) {
        headers.forEach((name, value) -> intent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    }
}
