package io.memoryorchestrator.api.model;

import org.jspecify.annotations.Nullable;

/**
 * Optional names a turn is filed under.
 *
 * @param threadId a thread that may span sessions
 * @param agentId the assistant that took part
 * @param namespace {@code {tenant}:{agent}:{context}}, or any other string of the application's
 */
public record TurnLabels(
        @Nullable String threadId,
        @Nullable String agentId,
        @Nullable String namespace) {
    public static final TurnLabels NONE = new TurnLabels(null, null, null);
}
