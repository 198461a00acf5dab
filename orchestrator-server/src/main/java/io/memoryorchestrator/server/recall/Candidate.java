package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.model.ContextItem;
import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.Turn;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that may be handed out: a turn, or else a note.
 *
 * @param sources the lists that found it
 * @param madeOf what the score is made of; worked out only for what is handed out or asked about
 */
record Candidate(
        String id,
        @Nullable Turn turn,
        @Nullable Note note,
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

    static Candidate of(Note note, String source, double score) {
        return new Candidate(note.id(), null, note, List.of(source), score, () -> Map.of(source, score));
    }

    Map<String, Double> parts() {
        return madeOf.get();
    }

    boolean recent() {
        return sources.contains("recent");
    }

    String text() {
        return turn != null ? turn.content() : note != null ? note.text() : "";
    }

    @Nullable
    Instant occurredAt() {
        return turn != null ? turn.occurredAt() : note != null ? note.createdAt() : null;
    }

    Instant when() {
        Instant occurredAt = occurredAt();
        return occurredAt == null ? Instant.EPOCH : occurredAt;
    }

    ContextItem item() {
        return new ContextItem(
                id,
                turn == null ? "note" : "turn",
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
