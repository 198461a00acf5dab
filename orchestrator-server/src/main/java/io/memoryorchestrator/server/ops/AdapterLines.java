package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.server.flags.FlagDecision;
import io.memoryorchestrator.server.flags.Flags;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each adapter at start: what it can do, how it is set and whether it is on. Adapters show no secrets. */
public final class AdapterLines implements Startup.Worker {
    private static final Logger LOG = LoggerFactory.getLogger(AdapterLines.class);

    private final List<MemoryAdapter> adapters;
    private final Flags flags;

    public AdapterLines(List<MemoryAdapter> adapters, Flags flags) {
        this.adapters = List.copyOf(adapters);
        this.flags = flags;
    }

    @Override
    public void start() {
        for (MemoryAdapter adapter : adapters) {
            FlagDecision flag = flags.anybody(adapter.descriptor().name());
            LOG.info(
                    "Adapter {}: {}, abilities {}, flag {} ({})",
                    adapter,
                    adapter instanceof CanonicalStore
                            ? "canonical"
                            : adapter.descriptor().permanent() ? "permanent" : "not permanent",
                    AdapterReport.abilities(adapter),
                    flag.variant(),
                    flag.reason());
        }
    }

    @Override
    public void stop() {}
}
