package io.memoryorchestrator.server.recall;

import java.time.Duration;

/**
 * How the recall engine works where a request does not say.
 *
 * @param deadline answer by then with what there is
 * @param tokenBudget size of the rendered block at most, in tokens
 * @param candidates how deep each list is read, 1 to 1,000
 * @param recentTurns how many of the ongoing conversation's last turns belong to its context, 0 to 100
 * @param halfLives after which the recency of each kind has halved
 * @param weights what each feature of a turn counts, for each tenant
 */
public record RecallSettings(
        Duration deadline,
        int tokenBudget,
        int candidates,
        int recentTurns,
        HalfLives halfLives,
        TenantWeights weights) {

    public RecallSettings {
        require(deadline.toMillis() >= 1, "the recall deadline must be a millisecond or more");
        require(tokenBudget >= 1, "the recall token budget must be 1 or more");
        require(candidates >= 1 && candidates <= 1_000, "the recall candidates must lie between 1 and 1000");
        require(recentTurns >= 0 && recentTurns <= 100, "the recall recent turns must lie between 0 and 100");
    }

    public static RecallSettings defaults() {
        return new RecallSettings(Duration.ofMillis(300), 2_000, 200, 6, HalfLives.usual(), TenantWeights.defaults());
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
