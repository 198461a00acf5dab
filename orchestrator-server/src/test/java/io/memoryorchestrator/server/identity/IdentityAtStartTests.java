package io.memoryorchestrator.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@ExtendWith(OutputCaptureExtension.class)
class IdentityAtStartTests {
    private final ApplicationContextRunner start =
            new ApplicationContextRunner().withUserConfiguration(OnlyIdentity.class);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.3.2.1"})
    void withoutIdentityTheMachineItselfIsLetInAndOneLineSaysSo(String address, CapturedOutput output) {
        start.withPropertyValues("server.address=" + address).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(output.getAll().lines().filter(line -> line.contains("development mode")))
                    .singleElement()
                    .asString()
                    .contains(address, "SUPABASE_URL");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "", "192.168.1.20", "::"})
    void withoutIdentityNobodyElseIsLetIn(String address) {
        start.withPropertyValues("server.address=" + address)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(IdentityMissingException.class));
    }

    @Test
    void theRefusalSaysWhatToDo() {
        FailureAnalysis analysis = new IdentityMissingAnalyzer().analyze(new IdentityMissingException("0.0.0.0"));

        assertThat(Objects.requireNonNull(analysis).getAction())
                .contains("SUPABASE_URL", "SUPABASE_JWT_SECRET", "127.0.0.1", "allow-unauthenticated");
    }

    @Test
    void somethingInFrontMayAskInstead() {
        start.withPropertyValues("server.address=0.0.0.0", "orchestrator.identity.allow-unauthenticated=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orchestrator.identity.supabase-url=https://project.supabase.co",
                "orchestrator.identity.supabase-url=http://127.0.0.1:54321/",
                "orchestrator.identity.jwt-secret=a-secret-that-is-long-enough-for-hs256",
                "orchestrator.identity.service-tokens.billing.sha256="
                        + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,"
                        + "orchestrator.identity.service-tokens.billing.role=service"
            })
    void withIdentityEveryAddressIsFine(String properties, CapturedOutput output) {
        start.withPropertyValues("server.address=0.0.0.0")
                .withPropertyValues(properties.split(","))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(output.getAll())
                            .contains("Identity: ")
                            .doesNotContain("long-enough", "0123456789abcdef");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orchestrator.identity.jwt-secret=short-secret",
                "orchestrator.identity.supabase-url=http://supabase.example.com",
                "orchestrator.identity.supabase-url=ftp://supabase.example.com",
                "orchestrator.identity.supabase-url=file:///etc/passwd",
                "orchestrator.identity.clock-skew=31s",
                "orchestrator.identity.require-signed-records=true",
                "orchestrator.identity.envelope-keys.k1=short-secret",
                "orchestrator.identity.service-tokens.billing.sha256=short-secret,"
                        + "orchestrator.identity.service-tokens.billing.role=ops"
            })
    void valuesThatWouldNotProtectAreRefusedWithoutShowingSecrets(String properties, CapturedOutput output) {
        start.withPropertyValues(properties.split(",")).run(context -> {
            assertThat(context).hasFailed();
            assertThat(output.getAll()).doesNotContain("short-secret");
            Throwable failure = context.getStartupFailure();
            while (failure != null) {
                assertThat(String.valueOf(failure.getMessage())).doesNotContain("short-secret");
                failure = failure.getCause();
            }
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(IdentityProperties.class)
    static class OnlyIdentity {
        @Bean
        IdentityAtStart identityAtStart(IdentityProperties identity, Environment environment) {
            return new IdentityAtStart(identity, environment.getProperty("server.address", "127.0.0.1"));
        }
    }
}
