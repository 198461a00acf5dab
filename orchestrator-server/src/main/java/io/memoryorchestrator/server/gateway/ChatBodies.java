package io.memoryorchestrator.server.gateway;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients of the simple surface send, in the snake case they are used to. */
final class ChatBodies {
    private ChatBodies() {}

    /** @param sessionId one session for all a user says, when it is not given */
    record Add(
            @JsonProperty("user_id") @Nullable String userId,
            @JsonProperty("tenant_id") @Nullable String tenantId,
            @JsonProperty("session_id") @Nullable String sessionId,
            @JsonProperty("messages") @Nullable List<@Nullable Message> messages) {}

    /**
     * @param role {@code user}, {@code assistant}, {@code system} or {@code tool}
     * @param timestamp ISO-8601 with an offset; the time of the request when it is not given
     */
    record Message(
            @JsonProperty("role") @Nullable String role,
            @JsonProperty("content") @Nullable String content,
            @JsonProperty("timestamp") @Nullable String timestamp,
            @JsonProperty("metadata") @Nullable Map<String, @Nullable Object> metadata) {}

    /** @param limit items at most, 1 to 100; 20 when it is not given */
    record Search(
            @JsonProperty("user_id") @Nullable String userId,
            @JsonProperty("tenant_id") @Nullable String tenantId,
            @JsonProperty("session_id") @Nullable String sessionId,
            @JsonProperty("query") @Nullable String query,
            @JsonProperty("limit") @Nullable Integer limit) {}
}
