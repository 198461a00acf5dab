package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that some list found, while its score is being put together. */
final class Candidate {

    private final String id;
    private final @Nullable Turn turn;
    private final @Nullable Note note;
    private final List<String> sources = new ArrayList<>();
    private final Map<String, Double> parts = new LinkedHashMap<>();

    private Candidate(String id, @Nullable Turn turn, @Nullable Note note) {
        this.id = id;
        this.turn = turn;
        this.note = note;
    }

    static Candidate of(Turn turn) {
        return new Candidate(turn.id().toString(), turn, null);
    }

    static Candidate of(Note note) {
        return new Candidate(note.id(), null, note);
    }

    String id() {
        return id;
    }

    @Nullable
    Turn turn() {
        return turn;
    }

    String text() {
        return turn != null ? turn.content() : note != null ? note.text() : "";
    }

    @Nullable
    Instant occurredAt() {
        return turn != null ? turn.occurredAt() : note != null ? note.createdAt() : null;
    }

    void foundBy(String source) {
        if (!sources.contains(source)) {
            sources.add(source);
        }
    }

    List<String> sources() {
        return sources;
    }

    /** Adds to the score under a name; the same name twice adds up. */
    void add(String part, double value) {
        parts.merge(part, value, Double::sum);
    }

    Map<String, Double> parts() {
        return parts;
    }

    double score() {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
