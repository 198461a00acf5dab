package io.memoryorchestrator.api.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One remembered thing handed out by fetchContext.
 *
 * @param id the turn's id, or the provider's id of a note
 * @param kind {@code turn} or {@code note}
 * @param sessionId the conversation it came from; null for a note
 * @param role who said it; null for a note
 * @param turnId the client's own id for the turn, or null
 * @param source which lists found it, such as {@code recent}, {@code words}, {@code vectors}, {@code mem0}
 * @param score the composite score it was ranked by, higher is better
 * @param scoreParts what the score is made of, by name
 */
public record ContextItem(
        String id,
        String kind,
        @Nullable String sessionId,
        @Nullable Role role,
        String text,
        @Nullable Instant occurredAt,
        @Nullable String turnId,
        List<String> source,
        double score,
        Map<String, Double> scoreParts) {
    public ContextItem {
        source = List.copyOf(source);
        scoreParts = Map.copyOf(scoreParts);
    }
}
