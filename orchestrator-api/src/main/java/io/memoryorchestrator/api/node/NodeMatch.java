package io.memoryorchestrator.api.node;

import org.jspecify.annotations.Nullable;

/**
 * An answer to a question.
 *
 * @param score how well it matches, higher is better; null where matches are not ranked. Similarity for vectors
 * @param chunk number of the chunk that matched, from 0; null for other kinds than documents found by words or vector
 * @param depth steps from where a walk began; null where there was none
 * @param weight of the last step of a way, 0 for its beginning; null elsewhere
 */
public record NodeMatch(
        NodeEntry entry,
        @Nullable Double score,
        @Nullable Integer chunk,
        @Nullable Integer depth,
        @Nullable Double weight) {

    public static NodeMatch plain(NodeEntry entry) {
        return new NodeMatch(entry, null, null, null, null);
    }
}
