package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.server.enrichment.ProviderStage;
import java.util.List;
import java.util.Optional;

/** The providers that stored turns are delivered to, each with what delivers. */
public record Providers(List<Provider> all) {
    public Providers {
        all = List.copyOf(all);
    }

    /** One provider: how turns are handed to it, and who reads them from the topic. */
    public record Provider(ProviderStage stage, DeliveryConsumer deliveries) {}

    public List<ProviderStage> stages() {
        return all.stream().map(Provider::stage).toList();
    }

    /** How the deliveries of this process to an adapter stand; empty for one that nothing is delivered to. */
    public Optional<DeliveryState> state(String adapter) {
        return all.stream()
                .filter(each -> each.stage().name().equals(adapter))
                .map(each -> each.deliveries().state())
                .findFirst();
    }
}
