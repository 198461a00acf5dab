package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.NoteSearch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider has distilled and finds for a question. */
final class ProviderNotes {

    static final String LIST = "mem0";

    private static final int MOST = 100;

    Parts.@Nullable Part<List<Note>> begin(
            ContextFetch request, String query, Optional<NoteSearch> offered, Parts parts) {
        // Notes have none of the types, and would take the places of what has.
        boolean wanted =
                request.includes(ContextPart.MEM0) && request.filter().types().isEmpty();
        Optional<NoteSearch> provider = wanted ? offered : Optional.empty();
        if (provider.isEmpty()) {
            if (request.include().contains(ContextPart.MEM0)) {
                parts.missing(LIST, "off");
            }
            return null;
        }
        return parts.begin(LIST, () -> provider.get().notes(request.user(), query, Math.min(MOST, request.limit())));
    }

    /** A provider is not trusted to keep users apart. */
    List<Distilled> ownedBy(UserRef user, List<Note> found) {
        return found.stream()
                .filter(note -> note.user().equals(user))
                .map(Distilled::of)
                .toList();
    }
}
