package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The ability to read turns by id. */
public interface TurnLookup {

    /** The turns of this user that have one of the ids, in no particular order; ids of others are simply not found. */
    List<Turn> lookup(UserRef user, Collection<UUID> turnIds);
}
