package io.memoryorchestrator.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.OpenFeatureAPI;
import io.memoryorchestrator.api.canonical.DeliveryLedger;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.AdapterDescriptor;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.server.adapters.LastFailures;
import io.memoryorchestrator.server.enrichment.ErasedUsers;
import io.memoryorchestrator.server.enrichment.FlagGate;
import io.memoryorchestrator.server.enrichment.ProviderStage;
import io.memoryorchestrator.server.flags.Flags;
import io.memoryorchestrator.server.testing.UnaskedStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryWorkersTests {

    @Test
    void aBatchEndsAlsoWhenTheMachineFails() throws InterruptedException {
        var batch = new HeldBatch(List.of(HeldTurns.of("s", 1, 0)), 0);
        try (var workers = new DeliveryWorkers(stage())) {
            workers.begin(batch);

            assertThat(workers.next(Duration.ofSeconds(10).toNanos())).hasValueSatisfying(ended -> {
                assertThat(ended.batch()).isEqualTo(batch);
                assertThat(ended.failure()).hasCauseInstanceOf(NoClassDefFoundError.class);
            });
        }
    }

    private static ProviderStage stage() {
        Flags flags = new Flags(OpenFeatureAPI.createIsolated().getClient(), Map.of());
        return new ProviderStage(
                new Named(),
                new BrokenLedger(),
                new UnaskedStore() {},
                new ErasedUsers(_ -> false),
                new FlagGate("named", flags, (adapter, decisions) -> {}),
                Duration.ofMinutes(1),
                new LastFailures(Clock.systemUTC()),
                new SimpleMeterRegistry());
    }

    private static final class BrokenLedger implements DeliveryLedger {
        @Override
        public Map<TurnKey, Delivery> find(String adapter, Collection<TurnKey> turns) {
            return Map.of();
        }

        @Override
        public Claim claim(String adapter, TurnKey turn, Duration lease) {
            throw new NoClassDefFoundError("a jar that was replaced");
        }

        @Override
        public List<Delivery> claimPending(String adapter, int limit, Duration lease) {
            return List.of();
        }

        @Override
        public Set<TurnKey> record(String adapter, List<Delivery> deliveries) {
            return Set.of();
        }
    }

    private static final class Named implements MemoryAdapter {
        @Override
        public AdapterDescriptor descriptor() {
            return new AdapterDescriptor("named", Set.of(), Duration.ZERO, true);
        }

        @Override
        public List<TurnReceipt> store(List<Turn> turns) {
            throw new UnsupportedOperationException("not asked here");
        }

        @Override
        public ForgetReceipt forget(ForgetScope scope) {
            throw new UnsupportedOperationException("not asked here");
        }

        @Override
        public AdapterHealth check() {
            throw new UnsupportedOperationException("not asked here");
        }

        @Override
        public void close() {}
    }
}
