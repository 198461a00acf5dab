package io.memoryorchestrator.api.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One remembered thing handed out by fetchContext.
 *
 * @param id the turn's id, the provider's id of a note, or node, kind and key of what is kept in a memory node
 * @param kind {@code turn}, {@code note}, {@code summary}, {@code fact} or {@code entity}
 * @param sessionId the conversation it came from; null for what is not a turn
 * @param role who said it; null for what is not a turn
 * @param turnId the client's own id for the turn, or null
 * @param source which lists found it, such as {@code recent}, {@code words}, {@code vectors}, {@code nodes}, {@code mem0}
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
