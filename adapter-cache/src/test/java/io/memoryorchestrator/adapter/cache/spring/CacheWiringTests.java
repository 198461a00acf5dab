package io.memoryorchestrator.adapter.cache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.adapter.cache.CacheAdapter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class CacheWiringTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class));

    @Test
    void bootFindsTheConfiguration() {
        assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
                .contains(CacheAutoConfiguration.class.getName());
    }

    @Test
    void theAdapterIsThereToBeSwitchedOnLater() {
        context.withPropertyValues("orchestrator.adapter.cache.enabled=false")
                .run(started -> assertThat(started).hasSingleBean(CacheAdapter.class));
    }

    @Test
    void switchedOnItMakesTheAdapter() {
        context.withPropertyValues(
                        "orchestrator.adapter.cache.enabled=true",
                        "orchestrator.adapter.cache.ttl=30s",
                        "orchestrator.adapter.cache.max-sessions=5",
                        "orchestrator.adapter.cache.turns-per-session=7",
                        "orchestrator.adapter.cache.max-size=1MB")
                .run(started -> assertThat(started).hasSingleBean(CacheAdapter.class));
    }

    @Test
    void aRedisIsNotMetAtStart() {
        context.withPropertyValues(
                        "orchestrator.adapter.cache.enabled=true",
                        "orchestrator.adapter.cache.redis-url=rediss://default:hidden@127.0.0.1:1")
                .run(started -> assertThat(started.getBean(CacheAdapter.class)).hasToString("cache[at 127.0.0.1:1]"));
    }

    @Test
    void anEmptyRedisUrlMeansInProcess() {
        context.withPropertyValues("orchestrator.adapter.cache.enabled=true", "orchestrator.adapter.cache.redis-url=")
                .run(started -> assertThat(started.getBean(CacheAdapter.class)).hasToString("cache[in process]"));
    }

    @Test
    void aBadValueStopsTheStartAndNamesIt() {
        context.withPropertyValues(
                        "orchestrator.adapter.cache.enabled=true", "orchestrator.adapter.cache.turns-per-session=0")
                .run(started -> assertThat(started)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("turnsPerSession must lie between 1 and 1000"));
    }
}
