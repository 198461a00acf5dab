package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.spi.AdapterHealth;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready means: started up, and the canonical store answers. */
final class ReadinessHealth implements HealthIndicator {
    private final Readiness readiness;
    private final CanonicalStore store;

    ReadinessHealth(Readiness readiness, CanonicalStore store) {
        this.readiness = readiness;
        this.store = store;
    }

    @Override
    public Health health() {
        return readiness
                .waitingFor()
                .map(reason ->
                        Health.outOfService().withDetail("waitingFor", reason).build())
                .orElseGet(this::storeHealth);
    }

    private Health storeHealth() {
        AdapterHealth health = store.check();
        Health.Builder builder = health.state() == AdapterHealth.State.DOWN ? Health.outOfService() : Health.up();
        return builder.withDetail("store", health.detail()).build();
    }
}
