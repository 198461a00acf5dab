package io.memoryorchestrator.adapter.supabase.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.adapter.supabase.SupabaseAdapter;
import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.spi.AdapterHealth.State;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SupabaseAutoConfigurationTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SupabaseAutoConfiguration.class));

    @Test
    void theContextStartsWhileTheDatabaseIsDown() {
        context.withPropertyValues(
                        "orchestrator.adapter.supabase.url=postgres://u:p@127.0.0.1:1/none",
                        "orchestrator.adapter.supabase.connection-timeout=300ms")
                .run(started -> {
                    assertThat(started).hasSingleBean(CanonicalStore.class);
                    assertThat(started.getBean(CanonicalStore.class).check().state())
                            .isEqualTo(State.DOWN);
                });
    }

    @Test
    void withoutAUrlThereIsNoStore() {
        context.run(started -> assertThat(started).doesNotHaveBean(SupabaseAdapter.class));
        context.withPropertyValues("orchestrator.adapter.supabase.url=")
                .run(started -> assertThat(started).doesNotHaveBean(SupabaseAdapter.class));
    }

    @Test
    void aBadValueStopsTheStartAndNamesItselfWithoutThePassword() {
        context.withPropertyValues(
                        "orchestrator.adapter.supabase.url=postgres://u:s3cr3t@h/d",
                        "orchestrator.adapter.supabase.pool-size=0")
                .run(started -> assertThat(started)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("pool-size")
                        .hasMessageNotContaining("s3cr3t"));
    }
}
