package io.memoryorchestrator.adapter.mem0.spring;

import io.memoryorchestrator.adapter.mem0.Mem0Adapter;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** Makes the Mem0 adapter where it is configured; whether it is used is its flag's matter. */
@AutoConfiguration
@Conditional(OnMem0Configured.class)
@EnableConfigurationProperties(Mem0Properties.class)
public final class Mem0AutoConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Mem0Adapter mem0Adapter(Mem0Properties properties, ObjectProvider<Clock> clock) {
        return new Mem0Adapter(properties.toSettings(), clock.getIfAvailable(Clock::systemUTC));
    }
}
