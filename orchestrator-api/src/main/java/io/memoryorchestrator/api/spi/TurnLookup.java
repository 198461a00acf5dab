package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The ability to read turns by id. */
public interface TurnLookup {

    /**
     * The turns of this user that have one of the ids, in no particular order and each once. Ids of others, forgotten ones
     * and ones that never were are simply not found: from outside they look the same.
     */
    List<Turn> lookup(UserRef user, Collection<UUID> turnIds);
}
