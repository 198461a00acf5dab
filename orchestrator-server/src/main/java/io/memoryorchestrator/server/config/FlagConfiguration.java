package io.memoryorchestrator.server.config;

import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.OpenFeatureAPI;
import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.server.adapters.LastFailures;
import io.memoryorchestrator.server.flags.FlagSource;
import io.memoryorchestrator.server.flags.FlagWatch;
import io.memoryorchestrator.server.flags.Flags;
import io.memoryorchestrator.server.flags.LedgerSource;
import io.memoryorchestrator.server.flags.OutsideSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the flags: one for each adapter, by the adapter's name. */
@Configuration(proxyBeanMethods = false)
class FlagConfiguration {

    @Bean
    LastFailures lastFailures(Clock clock) {
        return new LastFailures(clock);
    }

    @Bean
    FlagSource flagSource(
            OrchestratorProperties properties,
            CanonicalStore store,
            ObjectProvider<FeatureProvider> outside,
            LastFailures failures,
            Clock clock,
            MeterRegistry meters) {
        String wanted = properties.flags().provider();
        if (!wanted.equals("postgres")) {
            FeatureProvider provider = outside.getIfAvailable();
            if (provider == null) {
                throw new IllegalStateException("orchestrator.flags.provider is " + wanted
                        + ", but nothing on the class path provides it: add the module flags-flagd (build with"
                        + " -Pflagd), or set it to postgres");
            }
            return new OutsideSource(provider);
        }
        LedgerSource source = new LedgerSource(store::flags, store.descriptor().name(), failures, clock);
        Gauge.builder("memory.flags.age", source, each -> age(each, clock))
                .description("Seconds since the flags were last known to be current")
                .baseUnit("seconds")
                .register(meters);
        return source;
    }

    private static double age(FlagSource source, Clock clock) {
        Instant readAt = source.freshness().readAt();
        return readAt == null
                ? Double.NaN
                : Duration.between(readAt, clock.instant()).toMillis() / 1_000.0;
    }

    @Bean
    FlagWatch flagWatch(FlagSource source) {
        return new FlagWatch(source);
    }

    /** Its own and not the one of the whole JVM, so that two contexts in one JVM do not share flags. */
    @Bean(destroyMethod = "shutdown")
    OpenFeatureAPI openFeature(FlagSource source) {
        OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
        api.setProviderAndWait(source.provider());
        return api;
    }

    @Bean
    Flags flags(OpenFeatureAPI openFeature, List<MemoryAdapter> adapters, Environment environment) {
        Map<String, Boolean> configured = new TreeMap<>();
        for (MemoryAdapter adapter : adapters) {
            String name = adapter.descriptor().name();
            configured.put(
                    name,
                    adapter instanceof CanonicalStore
                            || environment.getProperty(
                                    "orchestrator.adapter." + name + ".enabled", Boolean.class, false));
        }
        return new Flags(openFeature.getClient("memory-orchestrator"), configured);
    }
}
