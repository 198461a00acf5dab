package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.adapter.mem0.http.NewMemory;
import io.memoryorchestrator.api.model.ContentHash;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import java.util.Map;

/** How turns and users look at Mem0. The names of the metadata fields are stored there and never change. */
final class Wire {
    static final String TURN_ID = "turn_id";
    static final String SESSION_ID = "session_id";
    static final String TENANT_ID = "tenant_id";
    static final String SOURCE = "source";
    static final String SOURCE_VALUE = "memory-orchestrator";
    static final String CONTENT_HASH = "content_sha256";
    static final String ROLE = "role";
    static final String OCCURRED_AT = "occurred_at";

    private Wire() {}

    /** With the tenant in front, as an id that a filter does not mention is not constrained. Neither part has a colon. */
    static String userId(UserRef user) {
        return user.tenantId() + ":" + user.userId();
    }

    static NewMemory toMemory(Turn turn, boolean infer) {
        return new NewMemory(
                userId(turn.user()),
                role(turn.role()),
                turn.content(),
                Map.of(
                        TURN_ID, turn.id().toString(),
                        SESSION_ID, turn.session().sessionId(),
                        TENANT_ID, turn.user().tenantId(),
                        SOURCE, SOURCE_VALUE,
                        CONTENT_HASH, contentHash(turn),
                        ROLE, turn.role().wireName(),
                        OCCURRED_AT, turn.occurredAt().toString()),
                turn.occurredAt(),
                infer);
    }

    /** Mem0 has no role for tools; what one returned is on the assistant's side of the conversation. */
    private static String role(Role role) {
        return switch (role) {
            case USER -> "user";
            case ASSISTANT, TOOL -> "assistant";
            case SYSTEM -> "system";
        };
    }

    /** Of the text as stores keep it, so that a turn told live and again from a store is one. */
    static String contentHash(Turn turn) {
        return ContentHash.hex(turn.content());
    }
}
