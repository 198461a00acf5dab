package io.memoryorchestrator.api.model;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Narrows a search within one user's turns; null and empty mean "any".
 *
 * @param since inclusive, by {@code occurredAt}
 * @param until exclusive, by {@code occurredAt}
 * @param types of memory, as the canonical store keeps them beside its turns; whoever keeps no types finds turns of all
 */
public record TurnFilter(
        @Nullable String sessionId,
        @Nullable String threadId,
        @Nullable String agentId,
        @Nullable String namespace,
        Set<Role> roles,
        @Nullable Instant since,
        @Nullable Instant until,
        Set<String> types) {

    public static final TurnFilter NONE = new TurnFilter(null, null, null, null, Set.of(), null, null);

    public TurnFilter {
        roles = Set.copyOf(roles);
        types = Set.copyOf(types);
    }

    /** Turns of all types. */
    public TurnFilter(
            @Nullable String sessionId,
            @Nullable String threadId,
            @Nullable String agentId,
            @Nullable String namespace,
            Set<Role> roles,
            @Nullable Instant since,
            @Nullable Instant until) {
        this(sessionId, threadId, agentId, namespace, roles, since, until, Set.of());
    }

    /** The same with turns of these types only. */
    public TurnFilter ofTypes(Set<String> wanted) {
        return new TurnFilter(sessionId, threadId, agentId, namespace, roles, since, until, wanted);
    }

    public static TurnFilter ofSession(String sessionId) {
        return new TurnFilter(sessionId, null, null, null, Set.of(), null, null);
    }
}
