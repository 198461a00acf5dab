package io.memoryorchestrator.server.deadletter;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which open letters are meant: those that meet everything given.
 *
 * @param ids letters by id; empty for any
 * @param topic that they were on
 * @param reason that they were set aside for
 * @param before set aside earlier than this
 */
public record Selection(
        Set<String> ids,
        @Nullable String topic,
        @Nullable String reason,
        @Nullable Instant before) {
    public Selection {
        ids = Set.copyOf(ids);
    }

    boolean holds(StoredLetter letter) {
        return (ids.isEmpty() || ids.contains(letter.id()))
                && (topic == null || topic.equals(letter.origin()))
                && (reason == null || reason.equals(letter.reason()))
                && (before == null || letter.at().isBefore(before));
    }
}
