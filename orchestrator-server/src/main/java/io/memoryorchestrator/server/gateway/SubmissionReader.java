package io.memoryorchestrator.server.gateway;

import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.intent.UnsupportedVersionException;
import io.memoryorchestrator.server.wire.IntentReader;
import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireFault;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads request bodies: a bare intent, or intents in their envelopes. */
final class SubmissionReader {
    /** More envelopes in one request are refused, so that one request stays one small batch. */
    static final int MAX_ENVELOPES = 500;

    static final String SOURCE = "/gateway";
    /** What can stand in the path of a status URL without being written in another way. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~:@+-]{1,200}");

    private final IntentReader reader;
    private final Clock clock;

    SubmissionReader(IntentReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** @param tenant of an intent that names none */
    Submission bare(IntentType type, byte[] body, @Nullable String idempotencyKey, String tenant) {
        return new Submission(
                reader.forTenant(tenant).read(type, reader.parse(body)),
                null,
                key(idempotencyKey, 0),
                SOURCE,
                clock.instant());
    }

    /** One envelope, or an array of them; a key counts for each of them together with its index. */
    List<Submission> envelopes(byte[] body, @Nullable String idempotencyKey, String tenant) {
        JsonNode root = reader.parse(body);
        if (!root.isArray()) {
            return List.of(envelope(root, idempotencyKey, 0, tenant));
        }
        if (root.isEmpty() || root.size() > MAX_ENVELOPES) {
            throw new WireException(
                    WireFault.INVALID_FIELD, "An array of intents holds 1 to " + MAX_ENVELOPES + " of them");
        }
        List<Submission> submissions = new ArrayList<>(root.size());
        for (JsonNode each : root) {
            submissions.add(envelope(each, idempotencyKey, submissions.size(), tenant));
        }
        return submissions;
    }

    private Submission envelope(JsonNode node, @Nullable String idempotencyKey, int index, String tenant) {
        String specversion = text(node, "specversion");
        if (specversion != null && !specversion.equals("1.0")) {
            throw new WireException(WireFault.UNSUPPORTED_VERSION, "specversion must be 1.0, or be left out");
        }
        JsonNode data = node.get("data");
        if (data == null) {
            throw new WireException(WireFault.INVALID_FIELD, "An envelope holds the intent in the field data");
        }
        String id = text(node, "id");
        if (id != null && !ID.matcher(id).matches()) {
            throw new WireException(
                    WireFault.INVALID_FIELD, "id must have 1 to 200 letters, digits or any of . _ ~ : @ + -");
        }
        String source = text(node, "source");
        return new Submission(
                reader.forTenant(tenant).read(type(node), data),
                id,
                key(idempotencyKey, index),
                source == null ? SOURCE : source,
                time(node));
    }

    private static IntentType type(JsonNode node) {
        String type = text(node, "type");
        if (type == null) {
            throw new WireException(WireFault.UNKNOWN_INTENT, "An envelope names its intent in the field type");
        }
        try {
            return IntentType.parse(type);
        } catch (UnsupportedVersionException other) {
            throw new WireException(WireFault.UNSUPPORTED_VERSION, String.valueOf(other.getMessage()));
        } catch (IllegalArgumentException unknown) {
            throw new WireException(WireFault.UNKNOWN_INTENT, String.valueOf(unknown.getMessage()));
        }
    }

    private Instant time(JsonNode node) {
        String time = text(node, "time");
        if (time == null) {
            return clock.instant();
        }
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException notATime) {
            throw new WireException(WireFault.INVALID_FIELD, "time must be an ISO-8601 time with an offset");
        }
    }

    private static @Nullable String key(@Nullable String idempotencyKey, int index) {
        if (idempotencyKey == null) {
            return null;
        }
        if (idempotencyKey.isBlank() || idempotencyKey.length() > 200) {
            throw new WireException(WireFault.INVALID_FIELD, "Idempotency-Key must have 1 to 200 characters");
        }
        return index == 0 ? idempotencyKey : idempotencyKey + "#" + index;
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new WireException(WireFault.INVALID_FIELD, field + " must be a string");
        }
        return value.stringValue();
    }
}
