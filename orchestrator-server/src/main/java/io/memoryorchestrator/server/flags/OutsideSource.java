package io.memoryorchestrator.server.flags;

import dev.openfeature.sdk.FeatureProvider;
import io.memoryorchestrator.api.canonical.FlagLedger;
import java.util.Optional;

/** Flags from an OpenFeature provider that keeps itself up to date. */
public final class OutsideSource implements FlagSource {
    private final FeatureProvider provider;

    public OutsideSource(FeatureProvider provider) {
        this.provider = provider;
    }

    @Override
    public FeatureProvider provider() {
        return provider;
    }

    /** Nothing to do: OpenFeature lets the provider begin, and does not go on before it has. */
    @Override
    public void load() {}

    /** Nothing to do: the provider watches its own source. */
    @Override
    public void refresh() {}

    @Override
    public Freshness freshness() {
        return new Freshness(null, null, null);
    }

    @Override
    public Optional<FlagLedger.Rules> rules() {
        return Optional.empty();
    }
}
