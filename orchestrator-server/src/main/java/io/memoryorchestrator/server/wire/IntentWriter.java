package io.memoryorchestrator.server.wire;

import io.memoryorchestrator.api.intent.BackfillTarget;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.intent.Intent;
import io.memoryorchestrator.api.intent.SessionBackfill;
import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.api.intent.SpokenTurn;
import io.memoryorchestrator.api.intent.TurnCommitted;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.TurnScan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes intents as JSON, the exact counterpart of {@link IntentReader}; fields without a value are left out. */
public final class IntentWriter {
    private final JsonMapper mapper;

    public IntentWriter(JsonMapper mapper) {
        this.mapper = mapper;
    }

    public byte[] write(Intent intent) {
        return mapper.writeValueAsBytes(toMap(intent));
    }

    private static Map<String, Object> toMap(Intent intent) {
        return switch (intent) {
            case TurnCommitted committed -> {
                Map<String, Object> json = sessionFields(committed.session(), committed.labels());
                json.putAll(turnFields(committed.turn()));
                put(json, "idempotencyKey", committed.idempotencyKey());
                yield json;
            }
            case SessionSync sync -> {
                Map<String, Object> json = sessionFields(sync.session(), sync.labels());
                json.put(
                        "turns",
                        sync.turns().stream().map(IntentWriter::turnFields).toList());
                yield json;
            }
            case SessionBackfill backfill -> backfillFields(backfill);
            case ContextFetch fetch -> fetchFields(fetch);
        };
    }

    /** A backfill request as plain JSON values, also used where a job is shown. */
    public static Map<String, Object> backfillFields(SessionBackfill backfill) {
        TurnScan.Range range = backfill.range();
        Map<String, Object> scope = new LinkedHashMap<>();
        put(scope, "tenantId", range.tenantId());
        put(scope, "userId", range.userId());
        put(scope, "sessionId", range.sessionId());
        if (scope.isEmpty()) {
            scope.put("all", true);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scope", scope);
        json.put(
                "targets",
                backfill.targets().stream()
                        .map(BackfillTarget::wireName)
                        .sorted()
                        .toList());
        put(json, "since", range.since());
        put(json, "until", range.until());
        put(json, "rate", backfill.rate());
        json.put("dryRun", backfill.dryRun());
        return json;
    }

    private static Map<String, Object> fetchFields(ContextFetch fetch) {
        Map<String, Object> json = userFields(fetch.user());
        put(json, "sessionId", fetch.sessionId());
        put(json, "query", fetch.query());
        json.put("limit", fetch.limit());
        put(json, "tokenBudget", fetch.tokenBudget());
        List<String> include =
                fetch.include().stream().map(ContextPart::wireName).sorted().toList();
        put(json, "include", include.isEmpty() ? null : include);
        Map<String, Object> filters = filterFields(fetch.filter());
        put(json, "filters", filters.isEmpty() ? null : filters);
        put(json, "efSearch", fetch.efSearch());
        put(
                json,
                "deadlineMs",
                fetch.deadline() == null ? null : fetch.deadline().toMillis());
        put(json, "weights", fetch.weights().isEmpty() ? null : new TreeMap<>(fetch.weights()));
        put(json, "explain", fetch.explain() ? true : null);
        put(json, "explainIds", fetch.explainIds().isEmpty() ? null : fetch.explainIds());
        return json;
    }

    private static Map<String, Object> filterFields(TurnFilter filter) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "sessionId", filter.sessionId());
        put(json, "threadId", filter.threadId());
        put(json, "agentId", filter.agentId());
        put(json, "namespace", filter.namespace());
        List<String> roles =
                filter.roles().stream().map(Role::wireName).sorted().toList();
        put(json, "roles", roles.isEmpty() ? null : roles);
        put(json, "since", filter.since());
        put(json, "until", filter.until());
        return json;
    }

    private static Map<String, Object> userFields(UserRef user) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tenantId", user.tenantId());
        json.put("userId", user.userId());
        return json;
    }

    private static Map<String, Object> sessionFields(SessionRef session, TurnLabels labels) {
        Map<String, Object> json = userFields(session.user());
        json.put("sessionId", session.sessionId());
        put(json, "threadId", labels.threadId());
        put(json, "agentId", labels.agentId());
        put(json, "namespace", labels.namespace());
        return json;
    }

    private static Map<String, Object> turnFields(SpokenTurn turn) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "turnId", turn.turnId());
        put(json, "seq", turn.seq());
        json.put("role", turn.role().wireName());
        json.put("content", turn.content());
        put(json, "occurredAt", turn.occurredAt());
        put(json, "metadata", turn.metadata().isEmpty() ? null : turn.metadata());
        put(json, "importance", turn.importance());
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value instanceof Instant time ? time.toString() : value);
        }
    }
}
