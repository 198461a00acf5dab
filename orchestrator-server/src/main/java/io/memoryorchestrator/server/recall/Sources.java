package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.spi.NoteSearch;
import io.memoryorchestrator.api.spi.RecentTurns;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be used for one question beside the canonical store.
 *
 * @param hot asked for recent turns before the store; what it does not know is read from the store
 * @param notes a provider of notes
 * @param flags names the state of the feature flags that chose them; null where that is not known
 */
public record Sources(
        Optional<RecentTurns> hot,
        Optional<NoteSearch> notes,
        @Nullable String flags) {}
