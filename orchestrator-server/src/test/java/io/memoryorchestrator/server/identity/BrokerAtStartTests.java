package io.memoryorchestrator.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

class BrokerAtStartTests {
    private static final String IDENTITY = "orchestrator.identity.supabase-url=https://project.supabase.co";

    private final ApplicationContextRunner start =
            new ApplicationContextRunner().withUserConfiguration(OnlyBroker.class);

    @ParameterizedTest
    @CsvSource({
        "kafka.internal.example:9092, PLAINTEXT",
        "'127.0.0.1:9092,10.0.0.7:9092', PLAINTEXT",
        "10.0.0.7:9092, SASL_PLAINTEXT"
    })
    void aBrokerElsewhereIsNotSpokenToInTheClear(String brokers, String protocol) {
        start.withPropertyValues(IDENTITY, "brokers=" + brokers, "protocol=" + protocol)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContainingAll("is on another machine", protocol, "allow-plaintext-broker"));
    }

    @ParameterizedTest
    @CsvSource({
        "'127.0.0.1:9092,localhost:9093', PLAINTEXT",
        "'[::1]:9092', PLAINTEXT",
        "10.0.0.7:9093, SASL_SSL",
        "10.0.0.7:9093, SSL"
    })
    void aBrokerOfTheSameMachineOrBehindTlsIsFine(String brokers, String protocol) {
        start.withPropertyValues(IDENTITY, "brokers=" + brokers, "protocol=" + protocol)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void anOperatorMayVouchForTheNetwork() {
        start.withPropertyValues(
                        IDENTITY,
                        "brokers=kafka:19092",
                        "protocol=PLAINTEXT",
                        "orchestrator.identity.allow-plaintext-broker=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void withoutIdentityThereIsNothingToProtect() {
        start.withPropertyValues("brokers=10.0.0.7:9092", "protocol=PLAINTEXT")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void whateverElseIsWrongIsSaidInTheSameReport() {
        start.withPropertyValues(
                        "orchestrator.identity.jwt-secret=too-short",
                        "orchestrator.identity.clock-skew=31s",
                        "brokers=10.0.0.7:9092",
                        "protocol=PLAINTEXT")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContainingAll("10.0.0.7:9092", "fewer than 32 bytes", "clockSkew"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(IdentityProperties.class)
    static class OnlyBroker {
        @Bean(EnableConfigurationProperties.VALIDATOR_BEAN_NAME)
        static BrokerAtStart brokerAtStart(Environment environment) {
            return new BrokerAtStart(
                    environment.getRequiredProperty("brokers"), environment.getRequiredProperty("protocol"));
        }
    }
}
