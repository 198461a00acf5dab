package io.memoryorchestrator.adapter.mem0.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.adapter.mem0.Mem0Adapter;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class Mem0WiringTests {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(Mem0AutoConfiguration.class));

    @Test
    void whoConfiguresNothingHasNoAdapter() {
        runner.withPropertyValues(
                        "orchestrator.adapter.mem0.api-key=",
                        "orchestrator.adapter.mem0.base-url=https://api.mem0.ai",
                        "orchestrator.adapter.mem0.flavour=platform")
                .run(context -> assertThat(context).doesNotHaveBean(MemoryAdapter.class));
    }

    @Test
    void whatIsConfiguredCanBeSwitchedOnLater() {
        runner.withPropertyValues("orchestrator.adapter.mem0.enabled=false", "orchestrator.adapter.mem0.api-key=m0-key")
                .run(context -> assertThat(context).hasSingleBean(Mem0Adapter.class));
        runner.withPropertyValues(
                        "orchestrator.adapter.mem0.flavour=oss",
                        "orchestrator.adapter.mem0.base-url=http://localhost:8888")
                .run(context -> assertThat(context).hasSingleBean(Mem0Adapter.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "no", "off"})
    void everyWayToSayNoIsNo(String no) {
        runner.withPropertyValues("orchestrator.adapter.mem0.enabled=" + no)
                .run(context -> assertThat(context).doesNotHaveBean(MemoryAdapter.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "yes"})
    void onWithAKeyAloneIsThePlatform(String yes) {
        runner.withPropertyValues(
                        "orchestrator.adapter.mem0.enabled=" + yes, "orchestrator.adapter.mem0.api-key=m0-key")
                .run(context -> assertThat(context.getBean(Mem0Adapter.class))
                        .hasToString("mem0[PLATFORM at https://api.mem0.ai]"));
    }

    @Test
    void theOpenSourceServerNeedsItsAddressOnly() {
        runner.withPropertyValues(
                        "orchestrator.adapter.mem0.enabled=true",
                        "orchestrator.adapter.mem0.flavour=oss",
                        "orchestrator.adapter.mem0.base-url=http://localhost:8888",
                        "orchestrator.adapter.mem0.api-key=",
                        "orchestrator.adapter.mem0.timeouts.search=300ms",
                        "orchestrator.adapter.mem0.limits.max-response-size=2MB")
                .run(context -> assertThat(context.getBean(Mem0Adapter.class))
                        .hasToString("mem0[OSS at http://localhost:8888]"));
    }

    @Test
    void anEmptyHostMeansThePlatformsOwn() {
        runner.withPropertyValues(
                        "orchestrator.adapter.mem0.enabled=true",
                        "orchestrator.adapter.mem0.base-url=",
                        "orchestrator.adapter.mem0.api-key=m0-key")
                .run(context -> assertThat(context).hasSingleBean(Mem0Adapter.class));
    }

    @Test
    void halfConfiguredFailsAndSaysWhatIsMissing() {
        runner.withPropertyValues("orchestrator.adapter.mem0.enabled=true")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("orchestrator.adapter.mem0.api-key is needed by the platform"));
        runner.withPropertyValues("orchestrator.adapter.mem0.enabled=true", "orchestrator.adapter.mem0.flavour=oss")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("orchestrator.adapter.mem0.base-url (MEM0_HOST) is needed"));
    }

    @Test
    void aBadHostIsNamedWithoutBeingRepeated() {
        runner.withPropertyValues(
                        "orchestrator.adapter.mem0.enabled=true",
                        "orchestrator.adapter.mem0.api-key=m0-key",
                        "orchestrator.adapter.mem0.base-url=http://u:hunter2@ho st")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("MEM0_HOST")
                        .hasMessageNotContaining("hunter2"));
    }

    @Test
    void theApplicationsOwnAdapterWins() {
        runner.withBean(
                        "mine",
                        Mem0Adapter.class,
                        () -> new Mem0Adapter(
                                io.memoryorchestrator.adapter.mem0.Mem0Settings.oss(
                                        java.net.URI.create("http://mine:1"), null),
                                java.time.Clock.systemUTC()))
                .withPropertyValues(
                        "orchestrator.adapter.mem0.enabled=true", "orchestrator.adapter.mem0.api-key=m0-key")
                .run(context ->
                        assertThat(context.getBean(Mem0Adapter.class)).hasToString("mem0[OSS at http://mine:1]"));
    }

    @Test
    void theAdapterItselfNeedsNoSpring() {
        assertThat(new FilteredClassLoader("org.springframework"))
                .satisfies(without -> assertThat(Class.forName(Mem0Adapter.class.getName(), true, without))
                        .isNotNull());
    }
}
