package io.memoryorchestrator.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class TenantsAtStartTests {
    private final ApplicationContextRunner start =
            new ApplicationContextRunner().withUserConfiguration(TenantsAtStart.class);

    @Test
    void oneLineNamesBothTenantsWhenTheyDiffer(CapturedOutput output) {
        start.withPropertyValues("orchestrator.default-tenant=acme").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(output.getAll().lines().filter(line -> line.contains("default-tenant")))
                    .singleElement()
                    .asString()
                    .contains("orchestrator.default-tenant is acme", "supabase.default-tenant is default");
        });
    }

    @Test
    void nothingIsSaidWhenTheyAgree(CapturedOutput output) {
        start.withPropertyValues(
                        "orchestrator.default-tenant=acme", "orchestrator.adapter.supabase.default-tenant=acme")
                .run(context -> assertThat(output.getAll()).doesNotContain("default-tenant"));
    }
}
