package io.memoryorchestrator.adapter.cache.spring;

import io.memoryorchestrator.adapter.cache.CacheAdapter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Makes the cache adapter, which opens nothing until it is used; whether it is used is its flag's matter. */
@AutoConfiguration
@EnableConfigurationProperties(CacheProperties.class)
public final class CacheAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    CacheAdapter cacheAdapter(CacheProperties properties) {
        return new CacheAdapter(properties.settings());
    }
}
