package io.memoryorchestrator.api.intent;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.UserRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * @param weights of ranking for this call, by their names, in place of the configured ones; usually empty
 * @param explain whether the answer says why each item stands where it stands
 * @param explainIds ids of turns or notes of which it also says why they are not among the items, at most
 *     {@value #MOST_EXPLAINED}
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
        @Nullable Duration deadline,
        Map<String, Double> weights,
        boolean explain,
        List<String> explainIds)
        implements Intent {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MOST_EXPLAINED = 100;

    public ContextFetch {
        include = Set.copyOf(include);
        weights = Map.copyOf(weights);
        explainIds = List.copyOf(explainIds);
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
        require(explainIds.size() <= MOST_EXPLAINED, "explainIds must be 100 or fewer");
    }

    /** The same as usual: with the configured weights and without reasons. */
    public ContextFetch(
            UserRef user,
            @Nullable String sessionId,
            @Nullable String query,
            int limit,
            @Nullable Integer tokenBudget,
            Set<ContextPart> include,
            TurnFilter filter,
            @Nullable Integer efSearch,
            @Nullable Duration deadline) {
        this(
                user,
                sessionId,
                query,
                limit,
                tokenBudget,
                include,
                filter,
                efSearch,
                deadline,
                Map.of(),
                false,
                List.of());
    }

    /** The same with another question. */
    public ContextFetch asking(@Nullable String otherQuery) {
        return new ContextFetch(
                user,
                sessionId,
                otherQuery,
                limit,
                tokenBudget,
                include,
                filter,
                efSearch,
                deadline,
                weights,
                explain,
                explainIds);
    }

    /** The same within another filter. */
    public ContextFetch within(TurnFilter otherFilter) {
        return new ContextFetch(
                user,
                sessionId,
                query,
                limit,
                tokenBudget,
                include,
                otherFilter,
                efSearch,
                deadline,
                weights,
                explain,
                explainIds);
    }

    /** The same from other parts. */
    public ContextFetch from(Set<ContextPart> otherParts) {
        return new ContextFetch(
                user,
                sessionId,
                query,
                limit,
                tokenBudget,
                otherParts,
                filter,
                efSearch,
                deadline,
                weights,
                explain,
                explainIds);
    }

    /** Whether reasons are wanted, be it of the items or of others. */
    public boolean explains() {
        return explain || !explainIds.isEmpty();
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
