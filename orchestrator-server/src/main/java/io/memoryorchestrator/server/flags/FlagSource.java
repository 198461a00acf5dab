package io.memoryorchestrator.server.flags;

import dev.openfeature.sdk.FeatureProvider;
import io.memoryorchestrator.api.canonical.FlagLedger;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the flags come from, and how fresh they are in this process. */
public interface FlagSource {

    /** What OpenFeature asks. */
    FeatureProvider provider();

    /**
     * Reads the flags for the first time, so that no event is handled without them.
     *
     * @throws io.memoryorchestrator.api.failure.AdapterException when they cannot be read
     */
    void load();

    /** Looks for news; what cannot be read leaves the last known flags in force and shows in {@link #freshness()}. */
    void refresh();

    Freshness freshness();

    /** What is set, where the source can tell. */
    Optional<FlagLedger.Rules> rules();

    /**
     * @param readAt when the flags were last known to be current; null before the first time, or where nobody can tell
     * @param staleSince since when they may be older than their source; null while they are current
     * @param error why they cannot be read, in one line; null while they can
     */
    record Freshness(
            @Nullable Instant readAt,
            @Nullable Instant staleSince,
            @Nullable String error) {}
}
