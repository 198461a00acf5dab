package io.memoryorchestrator.server.gateway;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.Intent;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.identity.Caller;
import io.memoryorchestrator.server.problem.NotPermittedException;
import io.memoryorchestrator.server.wire.IntentReader;
import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireException.FieldFault;
import io.memoryorchestrator.server.wire.WireFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the simple surface's bodies as the intents they stand for, under the same rules; what is wrong is said in the client's names. */
final class ChatReader {
    private static final String ONE_SESSION = "chat";

    private final IntentReader intents;
    private final JsonMapper mapper;

    ChatReader(IntentReader intents, JsonMapper mapper) {
        this.intents = intents;
        this.mapper = mapper;
    }

    /** @throws NotPermittedException when it is about another's memory */
    SessionSync add(Access access, byte[] body) {
        ChatBodies.Add add = read(body, ChatBodies.Add.class);
        Map<String, @Nullable Object> sync = new LinkedHashMap<>();
        sync.put("tenantId", add.tenantId());
        sync.put("userId", user(access, add.userId()));
        sync.put("sessionId", add.sessionId() == null ? ONE_SESSION : add.sessionId());
        sync.put("turns", add.messages() == null ? null : messages(add.messages()));
        SessionSync spoken = (SessionSync) inOwnNames(access, IntentType.SESSION_SYNC, sync);
        access.actingFor(spoken.session().user());
        return spoken;
    }

    /** @throws NotPermittedException when it is about another's memory */
    ContextFetch search(Access access, byte[] body) {
        ChatBodies.Search search = read(body, ChatBodies.Search.class);
        Map<String, @Nullable Object> fetch = new LinkedHashMap<>();
        fetch.put("tenantId", search.tenantId());
        fetch.put("userId", user(access, search.userId()));
        fetch.put("sessionId", search.sessionId());
        fetch.put("query", search.query());
        fetch.put("limit", search.limit());
        if (search.query() == null || search.query().isBlank()) {
            throw fault("query", "is missing: it says what to look for");
        }
        ContextFetch question = (ContextFetch) inOwnNames(access, IntentType.CONTEXT_FETCH, fetch);
        access.actingFor(question.user());
        return question;
    }

    /** A user's own token says whose memory is meant. */
    private static @Nullable String user(Access access, @Nullable String named) {
        return named == null && access.caller() instanceof Caller.User own
                ? own.user().userId()
                : named;
    }

    private static List<Map<String, @Nullable Object>> messages(List<ChatBodies.@Nullable Message> messages) {
        return messages.stream().map(ChatReader::turn).toList();
    }

    private static Map<String, @Nullable Object> turn(ChatBodies.@Nullable Message message) {
        Map<String, @Nullable Object> turn = new LinkedHashMap<>();
        if (message != null) {
            turn.put("role", message.role());
            turn.put("content", message.content());
            turn.put("occurredAt", message.timestamp());
            turn.put("metadata", message.metadata());
        }
        return turn;
    }

    private <T> T read(byte[] body, Class<T> type) {
        JsonNode root = intents.parse(body);
        T value;
        try {
            value = mapper.treeToValue(root, type);
        } catch (DatabindException wrongType) {
            // Its message quotes the input, which is not redacted yet.
            throw fault(path(wrongType), "is not of the type it must be");
        }
        if (value == null) {
            throw fault("", "must be an object");
        }
        return value;
    }

    private static String path(DatabindException failed) {
        StringBuilder path = new StringBuilder();
        failed.getPath()
                .forEach(step -> path.append(
                        step.getPropertyName() == null
                                ? "[" + step.getIndex() + "]"
                                : (path.isEmpty() ? "" : ".") + step.getPropertyName()));
        return path.toString();
    }

    private Intent inOwnNames(Access access, IntentType type, Map<String, @Nullable Object> intent) {
        try {
            return intents.forTenant(access.tenant()).read(type, mapper.valueToTree(intent));
        } catch (WireException refused) {
            List<FieldFault> faults = refused.fields().stream()
                    .map(fault -> new FieldFault(ownName(fault.field()), fault.message()))
                    .toList();
            throw new WireException(
                    refused.fault(), faults.isEmpty() ? String.valueOf(refused.getMessage()) : said(faults), faults);
        }
    }

    private static WireException fault(String field, String message) {
        FieldFault fault = new FieldFault(field.isEmpty() ? "body" : field, message);
        return new WireException(WireFault.INVALID_FIELD, said(List.of(fault)), List.of(fault));
    }

    private static String said(List<FieldFault> faults) {
        return faults.stream()
                .map(fault -> fault.field() + " " + fault.message())
                .collect(Collectors.joining("; "));
    }

    private static String ownName(String field) {
        return field.replace("turns", "messages")
                .replace("occurredAt", "timestamp")
                .replace("userId", "user_id")
                .replace("tenantId", "tenant_id")
                .replace("sessionId", "session_id");
    }
}
