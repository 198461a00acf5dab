package io.memoryorchestrator.server.identity;

import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.server.intake.EnvelopeCheck;
import io.memoryorchestrator.server.queue.RecordSigner;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** Wires how callers, and records, prove who they are from. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentityProperties.class)
class IdentityConfiguration {

    @Bean
    IdentityAtStart identityAtStart(IdentityProperties identity, @Value("${server.address:}") String address) {
        return new IdentityAtStart(identity, address);
    }

    @Bean(EnableConfigurationProperties.VALIDATOR_BEAN_NAME)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BrokerAtStart brokerAtStart(
            @Value("${spring.kafka.bootstrap-servers:}") String brokers,
            @Value("${spring.kafka.properties.security.protocol:${spring.kafka.security.protocol:PLAINTEXT}}")
                    String protocol) {
        return new BrokerAtStart(brokers, protocol);
    }

    @Bean
    BearerTokens bearerTokens(
            IdentityProperties identity,
            @Value("${orchestrator.default-tenant:default}") String defaultTenant,
            Clock clock) {
        return new BearerTokens(
                new ServiceTokens(identity.serviceTokens(), defaultTenant), supabase(identity, defaultTenant, clock));
    }

    private static @Nullable SupabaseTokens supabase(IdentityProperties identity, String defaultTenant, Clock clock) {
        URI url = identity.url();
        if (url == null && identity.secret() == null) {
            return null;
        }
        SigningKeys published =
                url == null ? null : new SigningKeys(new HttpKeySource(SupabaseAddress.signingKeys(url)), clock);
        return new SupabaseTokens(
                new KeyOfToken(identity.secret(), published), new SupabaseClaims(identity, defaultTenant, clock));
    }

    @Bean
    EnvelopeCheck envelopeCheck(IdentityProperties identity) {
        return new EnvelopeCheck(identity.requireSignedRecords() ? keys(identity) : Map.of());
    }

    @Bean
    RecordSigner recordSigner(IdentityProperties identity) {
        Map<String, EnvelopeSignature> keys = keys(identity);
        String chosen = identity.signingKey();
        return new RecordSigner(
                chosen == null || chosen.isBlank()
                        ? keys.values().stream().findFirst().orElse(null)
                        : keys.get(chosen));
    }

    private static Map<String, EnvelopeSignature> keys(IdentityProperties identity) {
        return identity.envelopeKeys().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, key -> new EnvelopeSignature(key.getKey(), key.getValue())));
    }
}
