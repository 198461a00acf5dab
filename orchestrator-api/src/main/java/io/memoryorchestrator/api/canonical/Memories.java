package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is remembered of a user, turn by turn, with its kind and how often it is used. */
public interface Memories {
    /** The kind of a turn that says no other in {@code metadata.memoryType}. */
    String TURN = "turn";

    /** Newest first, by when it was said. */
    List<Memory> list(UserRef user, Wanted wanted, @Nullable Place after, int limit);

    /** Those of these that are there, in no particular order. */
    List<Memory> lookup(UserRef user, Collection<UUID> ids);

    /** Changes what a change names; empty when there is no such memory. */
    Optional<Memory> change(UserRef user, UUID id, Change change);

    /** Counts uses; of turns that are gone nothing is counted. */
    void used(Map<TurnKey, Long> uses, Instant at);

    /**
     * A turn with what is known beside it.
     *
     * @param type such as {@code turn}, {@code fact}, {@code preference}, {@code reflection}, {@code episode}
     * @param uses how often it was handed out, as far as it was counted
     */
    record Memory(
            Turn turn,
            String type,
            Instant storedAt,
            long uses,
            @Nullable Instant lastUsedAt) {}

    /** Where a memory stands among those of its user. */
    record Place(Instant occurredAt, UUID id) {}

    /**
     * Narrows a list.
     *
     * @param leastImportance 0 for any
     */
    record Wanted(TurnFilter filter, double leastImportance) {}

    /** What is to change; null leaves it. Metadata is replaced as a whole. */
    record Change(
            @Nullable String type,
            @Nullable Double importance,
            @Nullable Map<String, @Nullable Object> metadata) {}
}
