package io.memoryorchestrator.server.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same idempotency key or intent id came with another body; what came first stands, and nothing of the request is taken. */
public final class IdempotencyConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Conflict> conflicts;

    /**
     * @param conflicts one at least
     * @param submitted how many intents the request had
     */
    public IdempotencyConflictException(List<Conflict> conflicts, int submitted) {
        super(message(conflicts.getFirst(), submitted));
        this.conflicts = List.copyOf(conflicts);
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    private static String message(Conflict first, int submitted) {
        String name = first.id() == null ? "idempotency key" : "id " + first.id();
        String used = (submitted == 1 ? "This " : "Intent [" + first.index() + "]: this ") + name
                + " was used for another body: use a new " + (first.id() == null ? "key" : "id") + " for a new intent";
        return submitted == 1 ? used : used + ". None of the " + submitted + " intents was accepted";
    }

    /**
     * One that differs from what came first.
     *
     * @param index its place in the request, from 0
     * @param id the client's id for it, where that is what was used before and no idempotency key
     * @param intentId what both go by
     */
    public record Conflict(int index, @Nullable String id, String intentId) {}
}
