package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All providers as one target of a backfill: each gets what never reached it, whatever becomes of the others. */
public final class EveryProvider implements Stage {
    private final List<ProviderStage> providers;

    public EveryProvider(List<ProviderStage> providers) {
        this.providers = List.copyOf(providers);
    }

    @Override
    public String name() {
        return "providers";
    }

    @Override
    public boolean isOpen() {
        return providers.stream().anyMatch(ProviderStage::isOpen);
    }

    @Override
    public void handle(List<Turn> turns) {
        AdapterException worst = null;
        for (ProviderStage each : providers) {
            try {
                each.handle(turns);
            } catch (AdapterException failure) {
                worst = worse(worst, failure);
            }
        }
        if (worst != null) {
            throw worst;
        }
    }

    /** Delivering is what must happen only once, so a repetition sends what was never delivered. */
    @Override
    public void repeat(List<Turn> turns) {
        handle(turns);
    }

    /** One that passes has the turns handed in again, and the others pass over what has reached them. */
    private static AdapterException worse(@Nullable AdapterException known, AdapterException other) {
        return known == null || (!known.kind().retryable() && other.kind().retryable()) ? other : known;
    }
}
