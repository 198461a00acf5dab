package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.model.ContextItem;
import io.memoryorchestrator.api.model.Turn;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that may be handed out: a turn, or else something distilled.
 *
 * @param sources the lists that found it
 * @param madeOf what the score is made of; worked out only for what is handed out or asked about
 */
record Candidate(
        String id,
        @Nullable Turn turn,
        @Nullable Distilled distilled,
        List<String> sources,
        double score,
        Supplier<Map<String, Double>> madeOf) {

    /** Ties by newest, then by id, so that the same question has the same answer. */
    static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparing(Candidate::when, Comparator.reverseOrder())
            .thenComparing(Candidate::id);

    static Candidate of(Turn turn, List<String> sources, double score, Supplier<Map<String, Double>> madeOf) {
        return new Candidate(turn.id().toString(), turn, null, sources, score, madeOf);
    }

    /** @param parts of the score, which is their sum */
    static Candidate of(Distilled distilled, Map<String, Double> parts) {
        double score = parts.values().stream().mapToDouble(Double::doubleValue).sum();
        return new Candidate(distilled.id(), null, distilled, List.of(distilled.source()), score, () -> parts);
    }

    Map<String, Double> parts() {
        return madeOf.get();
    }

    boolean recent() {
        return sources.contains("recent");
    }

    String text() {
        return turn != null ? turn.content() : distilled != null ? distilled.text() : "";
    }

    @Nullable
    Instant occurredAt() {
        return turn != null ? turn.occurredAt() : distilled != null ? distilled.occurredAt() : null;
    }

    Instant when() {
        Instant occurredAt = occurredAt();
        return occurredAt == null ? Instant.EPOCH : occurredAt;
    }

    ContextItem item() {
        return new ContextItem(
                id,
                distilled == null ? "turn" : distilled.kind(),
                turn == null ? null : turn.session().sessionId(),
                turn == null ? null : turn.role(),
                text(),
                occurredAt(),
                turn == null ? null : turn.clientTurnId(),
                sources,
                score,
                parts());
    }
}
