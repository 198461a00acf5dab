package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.node.NodeHit;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something remembered that nobody said in these words: a provider's note, or a summary, fact or entity of a memory node.
 *
 * @param kind as it is handed out
 * @param source the list that found it
 * @param score comparable within that list only
 */
record Distilled(
        String id,
        String kind,
        String source,
        String text,
        @Nullable Instant occurredAt,
        double score) {

    static Distilled of(Note note) {
        return new Distilled(note.id(), "note", ProviderNotes.LIST, note.text(), note.createdAt(), note.score());
    }

    static Distilled of(NodeHit hit) {
        return new Distilled(
                hit.id(),
                hit.kind().name().toLowerCase(Locale.ROOT),
                NodeMemories.LIST,
                hit.text(),
                hit.occurredAt(),
                hit.score());
    }
}
