package io.memoryorchestrator.adapter.supabase.spring;

import io.memoryorchestrator.adapter.supabase.SupabaseAdapter;
import io.memoryorchestrator.api.canonical.CanonicalStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** Makes the canonical store when a database URL is given. Nothing connects until the store is prepared. */
@AutoConfiguration
@Conditional(DatabaseUrlIsGiven.class)
@EnableConfigurationProperties(SupabaseProperties.class)
public final class SupabaseAutoConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(CanonicalStore.class)
    SupabaseAdapter supabaseAdapter(SupabaseProperties properties) {
        return new SupabaseAdapter(properties.toSettings());
    }
}
