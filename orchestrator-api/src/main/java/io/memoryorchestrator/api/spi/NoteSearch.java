package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.UserRef;
import java.util.List;

/** The ability of a provider that distils its own memories from turns to find them again by a question. */
public interface NoteSearch {

    /**
     * Notes of this user only, best first. What the backend returns for anybody else is discarded by the adapter. What was
     * distilled from a turn appears some time after the turn was stored, or never, when it holds nothing worth a note.
     *
     * @param query redacted, not blank
     * @param limit at most this many, 1 to 100
     * @return empty when the user has no notes that bear on the query; a provider that is away is a failure instead, and
     *     the caller answers without it
     */
    List<Note> notes(UserRef user, String query, int limit);
}
