package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.Tallied;
import io.memoryorchestrator.server.adapters.LastFailures;
import io.memoryorchestrator.server.flags.FlagSource;
import io.memoryorchestrator.server.flags.FlagWatch;
import io.memoryorchestrator.server.flags.Flags;
import io.memoryorchestrator.server.queue.GroupLag;
import io.memoryorchestrator.server.queue.Providers;
import io.memoryorchestrator.server.queue.QueueSettings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wires what operators and probes see. */
@Configuration(proxyBeanMethods = false)
class OpsConfiguration {

    @Bean
    ReadinessHealth orchestratorHealthIndicator(Readiness readiness, CanonicalStore store) {
        return new ReadinessHealth(readiness, store);
    }

    /** Adapters know no metrics library; what they count is shown beside the server's own. */
    @Bean
    MeterBinder adapterTallies(List<MemoryAdapter> adapters) {
        return registry -> adapters.stream()
                .filter(Tallied.class::isInstance)
                .flatMap(adapter -> ((Tallied) adapter).tallies().stream())
                .forEach(tally -> FunctionCounter.builder(
                                tally.name(), tally, counted -> counted.count().getAsLong())
                        .description(tally.meaning())
                        .register(registry));
    }

    @Bean
    AdapterReport adapterReport(
            Flags flags,
            FlagSource source,
            LastFailures failures,
            GroupLag lag,
            QueueSettings queue,
            Providers providers) {
        return new AdapterReport(flags, source, failures, lag, queue, providers);
    }

    @Bean
    FlagDesk flagDesk(CanonicalStore store, Flags flags, FlagSource source, FlagWatch watch, QueueSettings queue) {
        return new FlagDesk(store, flags, source, watch, queue.instance());
    }

    @Bean
    WebMvcConfigurer readyRequests(Readiness readiness) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ReadyInterceptor(readiness))
                        .addPathPatterns("/v1/**", "/api/**")
                        .excludePathPatterns("/v1/ops/**");
            }
        };
    }
}
