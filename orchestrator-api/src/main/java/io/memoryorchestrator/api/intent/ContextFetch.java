package io.memoryorchestrator.api.intent;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.UserRef;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * fetchContext: what is remembered that bears on this. It changes nothing, so it can be asked again at any time.
 *
 * <p>It is answered within the deadline with what there is by then: a part that is late, off or failing is named in
 * {@link FetchedContext#degraded()} and the others answer without it. A user of whom nothing is remembered gets an empty
 * answer and no error. While the canonical store is away the answer holds what the others know and says what is missing.
 *
 * @param user whose memory
 * @param sessionId the conversation going on, whose last turns belong to the context; or null
 * @param query the question; null asks for the session's recent turns only
 * @param limit items at most, 1 to 100
 * @param tokenBudget size of the rendered block at most, in tokens; null for the configured one
 * @param include parts to use; empty means all that are on
 * @param filter narrows what is searched
 * @param efSearch candidate list size for an approximate index, 1 to 1,000; or null
 * @param deadline answer by then with what there is; null for the configured one
 */
public record ContextFetch(
        UserRef user,
        @Nullable String sessionId,
        @Nullable String query,
        int limit,
        @Nullable Integer tokenBudget,
        Set<ContextPart> include,
        TurnFilter filter,
        @Nullable Integer efSearch,
        @Nullable Duration deadline)
        implements Intent {

    public static final int DEFAULT_LIMIT = 20;

    public ContextFetch {
        include = Set.copyOf(include);
        require(
                sessionId == null || isSessionId(user, sessionId),
                "sessionId must have 1 to 200 characters, no colon and no control character");
        require(limit >= 1 && limit <= 100, "limit must lie between 1 and 100");
        require(tokenBudget == null || tokenBudget >= 1, "tokenBudget must be 1 or more");
        require(efSearch == null || (efSearch >= 1 && efSearch <= 1_000), "efSearch must lie between 1 and 1000");
        require(
                deadline == null || (deadline.toMillis() >= 1 && deadline.toMillis() <= 60_000),
                "deadlineMs must lie between 1 and 60000");
        require(query == null || query.length() <= 20_000, "query must have at most 20000 characters");
    }

    public boolean includes(ContextPart part) {
        return include.isEmpty() || include.contains(part);
    }

    @Override
    public IntentType type() {
        return IntentType.CONTEXT_FETCH;
    }

    @Override
    public String key() {
        return user.tenantId() + ":" + user.userId() + ":" + (sessionId == null ? "" : sessionId);
    }

    private static boolean isSessionId(UserRef user, String sessionId) {
        try {
            return new SessionRef(user, sessionId).sessionId().equals(sessionId);
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
