package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.api.intent.IntentType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Signs what this server itself puts on the intents topics, where an installation takes signed records only. */
public final class RecordSigner {
    private static final Set<String> INTENTS =
            Arrays.stream(IntentType.values()).map(IntentType::topic).collect(Collectors.toUnmodifiableSet());

    private final @Nullable EnvelopeSignature key;

    /** @param key null signs nothing */
    public RecordSigner(@Nullable EnvelopeSignature key) {
        this.key = key;
    }

    void sign(ProducerRecord<String, byte[]> record) {
        if (key == null || !INTENTS.contains(record.topic())) {
            return;
        }
        Map<String, String> headers = TextHeaders.of(record.headers());
        key.sign(record.topic(), record.key(), headers, record.value()).forEach((name, value) -> {
            record.headers().remove(name);
            record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        });
    }
}
