package io.memoryorchestrator.server.intake;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read from a topic.
 *
 * @param headers text headers; of several with one name the last
 * @param value the bytes, or null for a record without a value
 */
@SuppressWarnings("ArrayRecordComponent")
public record InboundRecord(
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        @Nullable String key,
        Map<String, String> headers,
        byte @Nullable [] value) {

    /** {@code topic-partition@offset}, for people who look for the record. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }
}
