package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.redaction.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes personal data out of what people wrote into a value or a question. Keys, numbers, times and vectors say nothing
 * about anybody and have to stay as they are.
 */
final class NodeRedaction {
    private static final Set<String> STRUCTURE = Set.of(
            "from",
            "to",
            "role",
            "model",
            "embedding",
            "position",
            "fromPosition",
            "untilPosition",
            "occurredAt",
            "startedAt",
            "endedAt",
            "importance",
            "confidence",
            "priority",
            "active",
            "weight",
            "acyclic",
            "namespace",
            "ttlSeconds");

    private final Redactor redactor;

    NodeRedaction(Redactor redactor) {
        this.redactor = redactor;
    }

    Map<String, @Nullable Object> value(UserRef user, Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> redacted = new LinkedHashMap<>();
        body.forEach((field, value) -> redacted.put(
                field,
                STRUCTURE.contains(field)
                        ? value
                        : field.equals("chunks") && value instanceof List<?> chunks
                                ? chunks.stream()
                                        .map(chunk -> chunk(user, chunk))
                                        .toList()
                                : redactor.value(user, value)));
        return redacted;
    }

    String text(UserRef user, String text) {
        return String.valueOf(redactor.value(user, text));
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object chunk(UserRef user, @Nullable Object chunk) {
        return chunk instanceof Map<?, ?> map
                ? value(user, (Map<String, @Nullable Object>) map)
                : redactor.value(user, chunk);
    }
}
