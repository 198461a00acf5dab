package io.memoryorchestrator.server.wire;

import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.intent.TurnStored;
import io.memoryorchestrator.api.model.ContextExplanation;
import io.memoryorchestrator.api.model.ContextItem;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnLabels;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events that go out, as the schemas {@code turn-stored} and {@code context-fetched} describe them. */
public final class EventJson {
    private final JsonMapper mapper;

    public EventJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    public byte[] write(TurnStored event) {
        Map<String, @Nullable Object> json = turnFields(event.turn());
        json.put("intentId", event.intentId());
        json.put("storedAt", event.storedAt().toString());
        return mapper.writeValueAsBytes(json);
    }

    /** A stored turn as plain JSON values, the same in events and in answers. */
    public static Map<String, @Nullable Object> turnFields(Turn turn) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("turnId", turn.id().toString());
        json.put("tenantId", turn.user().tenantId());
        json.put("userId", turn.user().userId());
        json.put("sessionId", turn.session().sessionId());
        json.put("position", turn.position());
        json.put("role", turn.role().wireName());
        json.put("content", turn.content());
        json.put("occurredAt", turn.occurredAt().toString());
        putPresent(json, "threadId", turn.labels().threadId());
        putPresent(json, "agentId", turn.labels().agentId());
        putPresent(json, "namespace", turn.labels().namespace());
        json.put("metadata", turn.metadata());
        json.put("importance", turn.importance());
        putPresent(json, "clientTurnId", turn.clientTurnId());
        return json;
    }

    /** @throws WireException when it is not such an event */
    public TurnStored readTurnStored(byte[] bytes, IntentReader parser) {
        JsonNode root = parser.parse(bytes);
        JsonFields fields = JsonFields.of(root);
        String id = fields.requiredText("turnId");
        String tenant = fields.requiredText("tenantId");
        String user = fields.requiredText("userId");
        String session = fields.requiredText("sessionId");
        Long position = fields.integer("position");
        Role role = fields.parsed("role", Role::fromWireName);
        String content = fields.requiredText("content");
        Instant occurredAt = fields.time("occurredAt");
        Double importance = fields.number("importance");
        String intentId = fields.requiredText("intentId");
        Instant storedAt = fields.time("storedAt");
        fields.check();
        if (id == null
                || tenant == null
                || user == null
                || session == null
                || position == null
                || role == null
                || content == null
                || occurredAt == null
                || intentId == null
                || storedAt == null) {
            throw new WireException(WireFault.INVALID_FIELD, "A turn-stored event lacks a field that it always has");
        }
        try {
            Turn turn = new Turn(
                    UUID.fromString(id),
                    SessionRef.of(tenant, user, session),
                    position,
                    role,
                    content,
                    occurredAt,
                    new TurnLabels(fields.text("threadId"), fields.text("agentId"), fields.text("namespace")),
                    fields.freeObject("metadata"),
                    importance == null ? Turn.DEFAULT_IMPORTANCE : importance,
                    fields.text("clientTurnId"));
            return new TurnStored(turn, intentId, storedAt);
        } catch (IllegalArgumentException refused) {
            throw new WireException(WireFault.INVALID_FIELD, String.valueOf(refused.getMessage()));
        }
    }

    public byte[] write(FetchedContext context) {
        return mapper.writeValueAsBytes(toMap(context));
    }

    /** The answer to fetchContext as plain JSON values, the same over HTTP and Kafka. */
    public static Map<String, Object> toMap(FetchedContext context) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("contextId", context.contextId().toString());
        json.put("items", context.items().stream().map(EventJson::itemFields).toList());
        json.put("block", context.block());
        json.put("tokens", context.tokens());
        json.put("degraded", context.degraded());
        json.put("timings", context.timings());
        if (context.flags() != null) {
            json.put("flags", context.flags());
        }
        if (!context.explanations().isEmpty()) {
            json.put(
                    "explanations",
                    context.explanations().stream()
                            .map(EventJson::explanationFields)
                            .toList());
        }
        return json;
    }

    private static Map<String, @Nullable Object> explanationFields(ContextExplanation explanation) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", explanation.id());
        json.put("place", explanation.place());
        json.put("ranks", new TreeMap<>(explanation.ranks()));
        json.put("score", explanation.score());
        json.put("scoreParts", new TreeMap<>(explanation.scoreParts()));
        json.put("reason", explanation.reason());
        return json;
    }

    private static Map<String, @Nullable Object> itemFields(ContextItem item) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", item.id());
        json.put("kind", item.kind());
        json.put("sessionId", item.sessionId());
        json.put("role", item.role() == null ? null : item.role().wireName());
        json.put("text", item.text());
        json.put(
                "occurredAt",
                item.occurredAt() == null ? null : item.occurredAt().toString());
        json.put("turnId", item.turnId());
        json.put("source", item.source());
        json.put("score", item.score());
        json.put("scoreParts", item.scoreParts());
        return json;
    }

    private static void putPresent(Map<String, @Nullable Object> json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
