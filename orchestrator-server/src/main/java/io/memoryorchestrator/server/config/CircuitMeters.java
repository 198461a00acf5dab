package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.spi.CircuitGuarded;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.stereotype.Component;

/** Shows to those who watch the meters which adapters are not called, and which of them wait for a person. */
@Component
final class CircuitMeters implements MeterBinder {
    private final List<MemoryAdapter> adapters;

    CircuitMeters(List<MemoryAdapter> adapters) {
        this.adapters = adapters;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (MemoryAdapter adapter : adapters) {
            if (adapter instanceof CircuitGuarded guarded) {
                String name = adapter.descriptor().name();
                Gauge.builder("memory.adapter.circuit", guarded, CircuitMeters::state)
                        .tag("adapter", name)
                        .register(meters);
                Gauge.builder(
                                "memory.adapter.attention",
                                guarded,
                                each -> each.circuit().needsAttention() ? 1 : 0)
                        .tag("adapter", name)
                        .register(meters);
            }
        }
    }

    private static double state(CircuitGuarded guarded) {
        return switch (guarded.circuit().state()) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }
}
