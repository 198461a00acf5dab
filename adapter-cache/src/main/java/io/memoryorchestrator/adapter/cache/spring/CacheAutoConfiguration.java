package io.memoryorchestrator.adapter.cache.spring;

import io.memoryorchestrator.adapter.cache.CacheAdapter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Makes the cache adapter where {@code orchestrator.adapter.cache.enabled=true}; its presence alone switches nothing on. */
@AutoConfiguration
@ConditionalOnProperty(prefix = "orchestrator.adapter.cache", name = "enabled", havingValue = "true")
@EnableConfigurationProperties(CacheProperties.class)
public final class CacheAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    CacheAdapter cacheAdapter(CacheProperties properties) {
        return new CacheAdapter(properties.settings());
    }
}
