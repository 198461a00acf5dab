package io.memoryorchestrator.server.wire;

import io.memoryorchestrator.api.intent.BackfillTarget;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.intent.Intent;
import io.memoryorchestrator.api.intent.IntentType;
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
import io.memoryorchestrator.server.recall.rank.Weights;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads intents from JSON as the schemas under {@code wire/v1} describe them; unknown fields are ignored. */
public final class IntentReader {
    private final JsonMapper mapper;
    private final String defaultTenant;
    private final int maxContentBytes;

    /**
     * @param defaultTenant used where an intent names no tenant
     * @param maxContentBytes largest content of one turn, in bytes of UTF-8
     */
    public IntentReader(JsonMapper mapper, String defaultTenant, int maxContentBytes) {
        this.mapper = mapper;
        this.defaultTenant = defaultTenant;
        this.maxContentBytes = maxContentBytes;
    }

    /** The same reader with another tenant for intents that name none. */
    public IntentReader forTenant(String tenant) {
        return tenant.equals(defaultTenant) ? this : new IntentReader(mapper, tenant, maxContentBytes);
    }

    /** @throws WireException MALFORMED_JSON when the bytes are no JSON */
    public JsonNode parse(byte[] json) {
        JsonNode root;
        try {
            root = mapper.readTree(json);
        } catch (JacksonException notJson) {
            // The parser's own text quotes the input, which is not redacted yet.
            throw new WireException(WireFault.MALFORMED_JSON, "The body is not well-formed JSON in UTF-8");
        }
        if (root == null || root.isMissingNode()) {
            throw new WireException(WireFault.MALFORMED_JSON, "The body is empty");
        }
        return root;
    }

    /** @throws WireException naming everything that is wrong */
    public Intent read(IntentType type, JsonNode root) {
        JsonFields fields = JsonFields.of(root);
        Intent intent = switch (type) {
            case TURN_COMMITTED -> turnCommitted(fields);
            case SESSION_SYNC -> sessionSync(fields);
            case SESSION_BACKFILL -> sessionBackfill(fields);
            case CONTEXT_FETCH -> contextFetch(fields);
        };
        fields.check();
        if (intent == null) {
            throw new IllegalStateException("an intent without faults must have been built");
        }
        return intent;
    }

    private @Nullable Intent turnCommitted(JsonFields fields) {
        SessionRef session = session(fields);
        SpokenTurn turn = turn(fields, true);
        String idempotencyKey = fields.text("idempotencyKey");
        if (session == null || turn == null || fields.faulty()) {
            return null;
        }
        return new TurnCommitted(session, labels(fields), turn, idempotencyKey);
    }

    private @Nullable Intent sessionSync(JsonFields fields) {
        SessionRef session = session(fields);
        if (!fields.has("turns")) {
            fields.fault("turns", "is missing");
        }
        List<SpokenTurn> turns = new ArrayList<>();
        for (JsonFields each : fields.objects("turns")) {
            SpokenTurn turn = turn(each, false);
            if (turn != null) {
                turns.add(turn);
            }
        }
        if (session == null || fields.faulty()) {
            return null;
        }
        TurnLabels labels = labels(fields);
        return fields.built("turns", () -> new SessionSync(session, labels, turns));
    }

    private @Nullable Intent sessionBackfill(JsonFields fields) {
        JsonFields scope = fields.object("scope");
        String tenant = scope.text("tenantId");
        String user = scope.text("userId");
        String session = scope.text("sessionId");
        for (String owner : List.of("tenantId", "userId", "sessionId")) {
            if (scope.isNull(owner)) {
                // A null that meant "any" would widen the work to everybody by a slip of the sender's.
                scope.fault(owner, "must be left out rather than null");
            }
        }
        if (tenant == null && user == null && !scope.flag("all")) {
            fields.fault(
                    "scope", "must name a tenant, a user, or a session together with its user, or say \"all\": true");
        }
        Instant since = fields.time("since");
        Instant until = fields.time("until");
        List<BackfillTarget> targets = fields.parsedList("targets", BackfillTarget::fromWireName);
        Integer rate = fields.smallInteger("rate");
        boolean dryRun = fields.flag("dryRun");
        if (fields.faulty()) {
            return null;
        }
        String effectiveTenant = tenant == null && user != null ? defaultTenant : tenant;
        TurnScan.Range range =
                fields.built("scope", () -> new TurnScan.Range(effectiveTenant, user, session, since, until));
        return range == null
                ? null
                : fields.built("targets", () -> new SessionBackfill(range, Set.copyOf(targets), rate, dryRun));
    }

    private @Nullable Intent contextFetch(JsonFields fields) {
        UserRef user = user(fields);
        String sessionId = fields.text("sessionId");
        String query = fields.text("query");
        Integer limit = fields.smallInteger("limit");
        Integer tokenBudget = fields.smallInteger("tokenBudget");
        List<ContextPart> include = fields.parsedList("include", ContextPart::fromWireName);
        TurnFilter filter = filter(fields.object("filters"));
        Integer efSearch = fields.smallInteger("efSearch");
        Long deadlineMs = fields.integer("deadlineMs");
        Map<String, Double> weights = weights(fields);
        boolean explain = fields.flag("explain");
        List<String> explainIds = fields.parsedList("explainIds", Function.identity());
        if (user == null || fields.faulty()) {
            return null;
        }
        return fields.built(
                "fetchContext",
                () -> new ContextFetch(
                        user,
                        sessionId,
                        query == null || query.isBlank() ? null : query,
                        limit == null ? ContextFetch.DEFAULT_LIMIT : limit,
                        tokenBudget,
                        Set.copyOf(include),
                        filter,
                        efSearch,
                        deadlineMs == null ? null : Duration.ofMillis(deadlineMs),
                        weights,
                        explain,
                        explainIds));
    }

    private @Nullable SpokenTurn turn(JsonFields fields, boolean timeRequired) {
        String turnId = fields.text("turnId");
        Long seq = fields.integer("seq");
        Role role = fields.requiredText("role") == null ? null : fields.parsed("role", Role::fromWireName);
        String content = fields.requiredText("content");
        Instant occurredAt = fields.time("occurredAt");
        if (timeRequired && !fields.has("occurredAt")) {
            fields.fault("occurredAt", "is missing");
        }
        Double importance = fields.number("importance");
        var metadata = fields.freeObject("metadata");
        if (content != null && tooLarge(content)) {
            throw new WireException(
                    WireFault.CONTENT_TOO_LARGE,
                    "content is larger than " + maxContentBytes + " bytes: split the turn, or store a reference to it");
        }
        if (role == null || content == null) {
            return null;
        }
        return fields.built(
                "content", () -> new SpokenTurn(turnId, seq, role, content, occurredAt, metadata, importance));
    }

    private boolean tooLarge(String content) {
        return content.length() > maxContentBytes
                || content.length() * 3L > maxContentBytes
                        && content.getBytes(StandardCharsets.UTF_8).length > maxContentBytes;
    }

    private @Nullable UserRef user(JsonFields fields) {
        String tenant = fields.text("tenantId");
        String userId = fields.requiredText("userId");
        return userId == null
                ? null
                : fields.built("userId", () -> new UserRef(tenant == null ? defaultTenant : tenant, userId));
    }

    private @Nullable SessionRef session(JsonFields fields) {
        UserRef user = user(fields);
        String sessionId = fields.requiredText("sessionId");
        return user == null || sessionId == null
                ? null
                : fields.built("sessionId", () -> new SessionRef(user, sessionId));
    }

    private static TurnLabels labels(JsonFields fields) {
        return new TurnLabels(fields.text("threadId"), fields.text("agentId"), fields.text("namespace"));
    }

    private static Map<String, Double> weights(JsonFields fields) {
        Map<String, Double> weights = fields.numbers("weights");
        if (!Weights.names().containsAll(weights.keySet())) {
            fields.fault("weights", "may only name " + String.join(", ", Weights.names()));
        } else {
            fields.built("weights", () -> Weights.defaults().with(weights));
        }
        return weights;
    }

    private static TurnFilter filter(JsonFields fields) {
        return new TurnFilter(
                fields.text("sessionId"),
                fields.text("threadId"),
                fields.text("agentId"),
                fields.text("namespace"),
                Set.copyOf(fields.parsedList("roles", Role::fromWireName)),
                fields.time("since"),
                fields.time("until"));
    }
}
