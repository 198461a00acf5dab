package io.memoryorchestrator.cli.intent;

import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.api.intent.IntentType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

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
        headers.put(EnvelopeSignature.ACTOR, "service:memctl");
        headers.put("content-type", "application/json");
        return new CloudEvent(headers);
    }

    /** Signs the record too, where {@code MEMCTL_SIGNING_KEY} says with what. */
    public void addTo(ProducerRecord<String, byte[]> intent) {
        addTo(intent, SigningKey.ofEnvironment());
    }

    void addTo(ProducerRecord<String, byte[]> intent, @Nullable EnvelopeSignature signature) {
        add(intent, headers);
        if (signature != null) {
            add(intent, signature.sign(intent.topic(), intent.key(), headers, intent.value()));
        }
    }

    private static void add(ProducerRecord<?, ?> intent, Map<String, String> all) {
        all.forEach((name, value) -> intent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    }
}
