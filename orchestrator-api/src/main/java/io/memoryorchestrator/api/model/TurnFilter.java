package io.memoryorchestrator.api.model;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Narrows a search within one user's turns; null and empty mean "any".
 *
 * @param since inclusive, by {@code occurredAt}
 * @param until exclusive, by {@code occurredAt}
 */
public record TurnFilter(
        @Nullable String sessionId,
        @Nullable String threadId,
        @Nullable String agentId,
        @Nullable String namespace,
        Set<Role> roles,
        @Nullable Instant since,
        @Nullable Instant until) {

    public static final TurnFilter NONE = new TurnFilter(null, null, null, null, Set.of(), null, null);

    public TurnFilter {
        roles = Set.copyOf(roles);
    }

    public static TurnFilter ofSession(String sessionId) {
        return new TurnFilter(sessionId, null, null, null, Set.of(), null, null);
    }
}
