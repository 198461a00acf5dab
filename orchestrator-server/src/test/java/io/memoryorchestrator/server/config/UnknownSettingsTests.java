package io.memoryorchestrator.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

@ExtendWith(OutputCaptureExtension.class)
class UnknownSettingsTests {
    private static final String VALUE = "a-value-that-nobody-may-see";

    @ParameterizedTest
    @CsvSource({
        "orchestrator.queue.partitons, orchestrator.queue.partitions",
        "orchestrator.partitions, orchestrator.queue.partitions",
        "orchestrator.queue.retry-wait[0], orchestrator.queue.retry-waits",
        "orchestrator.recall.weigths.recency, orchestrator.recall.weights",
        "orchestrator.adapter.mem0.timeout.connect, orchestrator.adapter.mem0.timeouts.connect",
        "orchestrator.adapter.cache.max-sesions, orchestrator.adapter.cache.max-sessions"
    })
    void aMisspeltNameIsToldWithItsNeighbour(String name, String neighbour) {
        assertThat(settings(Map.of(name, VALUE)).told())
                .singleElement()
                .asString()
                .startsWith(name + " (\"" + name + "\" from property source \"given\")")
                .endsWith(", did you mean " + neighbour + "?");
    }

    @Test
    void allAreToldInOneLineAtStartWithoutTheirValues(CapturedOutput output) {
        settings(Map.of("orchestrator.queue.partitons", VALUE, "orchestrator.umbrella", VALUE))
                .run(new DefaultApplicationArguments());

        assertThat(output.getAll().lines().filter(line -> line.contains("do nothing")))
                .singleElement()
                .asString()
                .contains("orchestrator.queue.partitons (", "orchestrator.umbrella (")
                .doesNotContain(VALUE, "umbrella?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orchestrator.queue.partitions",
                "orchestrator.queue.retry-waits[1]",
                "orchestrator.queue.retryWaits",
                "orchestrator.recall.weights.recency",
                "orchestrator.recall.tenants.acme.recency",
                "orchestrator.redaction.tenants[acme].email",
                "orchestrator.identity.service-tokens.billing.sha256",
                "orchestrator.adapter.supabase.large-users.look-every",
                "orchestrator.adapter.mem0.batching.idle",
                "orchestrator.flags.flagd-file",
                "orchestrator.default-tenant",
                "orchestrator.recall",
                "server.prot"
            })
    void whatIsKnownIsNotTold(String name) {
        assertThat(settings(Map.of(name, VALUE)).told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ORCHESTRATOR_QUEUE_PARTITIONS",
                "ORCHESTRATOR_QUEUE_RETRYWAITS",
                "ORCHESTRATOR_QUEUE_RETRYWAITS_0",
                "ORCHESTRATOR_QUEUE_RETRY_WAITS",
                "ORCHESTRATOR_IDENTITY_ALLOWUNAUTHENTICATED",
                "ORCHESTRATOR_IDENTITY_SERVICETOKENS_BILLING_SHA256",
                "ORCHESTRATOR_PORT",
                "ORCHESTRATOR_PORT_8080_TCP_ADDR",
                "ORCHESTRATOR_API_SERVICE_HOST"
            })
    void norIsAVariableThatIsKnownOrThatKubernetesSets(String variable) {
        assertThat(variables(Map.of(variable, VALUE)).told()).isEmpty();
    }

    @Test
    void aMisspeltVariableIsToldAsItStands() {
        assertThat(variables(Map.of("ORCHESTRATOR_QUEUE_PARTITONS", VALUE)).told())
                .singleElement()
                .asString()
                .contains("ORCHESTRATOR_QUEUE_PARTITONS")
                .endsWith(", did you mean orchestrator.queue.partitions?")
                .doesNotContain(VALUE);
    }

    @Test
    void theServersOwnFileGivesNoWarning() throws IOException {
        PropertySource<?> shipped = new YamlPropertySourceLoader()
                .load("shipped", new ClassPathResource("application.yml"))
                .getFirst();

        assertThat(shipped.getProperty("orchestrator.adapter.supabase.url")).isNotNull();
        assertThat(settings(shipped).told()).isEmpty();
    }

    private static UnknownSettings settings(Map<String, Object> given) {
        return settings(new MapPropertySource("given", given));
    }

    private static UnknownSettings variables(Map<String, Object> given) {
        return settings(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, given));
    }

    private static UnknownSettings settings(PropertySource<?> source) {
        return new UnknownSettings(new StandardEnvironment() {
            @Override
            protected void customizePropertySources(MutablePropertySources sources) {
                sources.addFirst(source);
            }
        });
    }
}
