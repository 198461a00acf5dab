package io.memoryorchestrator.server.intake;

import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.api.intent.Intent;
import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.intent.UnsupportedVersionException;
import io.memoryorchestrator.server.wire.CloudEventHeaders;
import io.memoryorchestrator.server.wire.IntentReader;
import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireFault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an intent with its envelope from a record of an intents topic. */
public final class RecordDecoder {
    private final IntentReader reader;
    private final EnvelopeCheck check;

    public RecordDecoder(IntentReader reader, EnvelopeCheck check) {
        this.reader = reader;
        this.check = check;
    }

    /**
     * @param type what the topic carries
     * @throws WireException when the record is not that
     */
    public IntentEnvelope decode(InboundRecord record, IntentType type) {
        check.signed(record);
        requireType(record, type);
        byte[] value = record.value();
        if (value == null) {
            throw new WireException(WireFault.MALFORMED_JSON, "The record has no value");
        }
        String id = id(record);
        String source = record.headers().getOrDefault(CloudEventHeaders.SOURCE, "kafka");
        Intent intent = reader.read(type, reader.parse(value));
        check.ownedByActor(record, intent);
        return new IntentEnvelope(id, source, time(record), intent);
    }

    /** The intent's id as its sender gave it, else the record's place, which is the same at every redelivery. */
    public static String id(InboundRecord record) {
        String given = record.headers().get(CloudEventHeaders.ID);
        return given == null || given.isBlank() || given.length() > 200 ? record.place() : given;
    }

    private static void requireType(InboundRecord record, IntentType type) {
        String given = record.headers().get(CloudEventHeaders.TYPE);
        if (given == null) {
            return;
        }
        try {
            if (IntentType.parse(given) != type) {
                throw new WireException(
                        WireFault.UNKNOWN_INTENT, "ce_type does not belong on the topic " + record.topic());
            }
        } catch (UnsupportedVersionException other) {
            throw new WireException(WireFault.UNSUPPORTED_VERSION, String.valueOf(other.getMessage()));
        } catch (IllegalArgumentException unknown) {
            throw new WireException(WireFault.UNKNOWN_INTENT, "ce_type names no intent that is known here");
        }
    }

    /** The id to note a refusal under: a record that proves nothing must not end the intent whose id it carries. */
    public static String idOfRefused(InboundRecord record, WireException refusal) {
        return refusal.fault().unproved() ? record.place() : id(record);
    }

    /** Who caused the record, as it says. */
    static @Nullable String actor(InboundRecord record) {
        return record.headers().get(EnvelopeSignature.ACTOR);
    }

    private static Instant time(InboundRecord record) {
        String given = record.headers().get(CloudEventHeaders.TIME);
        if (given == null) {
            return record.timestamp();
        }
        try {
            return OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeException notATime) {
            throw new WireException(
                    WireFault.INVALID_FIELD,
                    "ce_time must be an ISO-8601 time",
                    List.of(new WireException.FieldFault("ce_time", "must be an ISO-8601 time with an offset")));
        }
    }
}
