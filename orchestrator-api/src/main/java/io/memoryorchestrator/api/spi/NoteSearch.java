package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.UserRef;
import java.util.List;

/** The ability of a provider that distils its own memories from turns to find them again by a question. */
public interface NoteSearch {

    /**
     * Notes of this user only, best first. What the backend returns for anybody else is discarded by the adapter.
     *
     * @param limit 1 to 100
     */
    List<Note> notes(UserRef user, String query, int limit);
}
