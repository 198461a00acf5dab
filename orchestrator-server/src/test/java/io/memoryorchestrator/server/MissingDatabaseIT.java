package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class MissingDatabaseIT {
    @Test
    void aStartWithoutADatabaseUrlSaysWhichSettingIsMissing(CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(MemoryOrchestratorApplication.class)
                        .run("--server.port=0", "--management.server.port=0", "--orchestrator.adapter.supabase.url="))
                .isInstanceOf(Exception.class);

        assertThat(output.getAll()).contains("No database is configured").contains("SUPABASE_DB_URL");
    }
}
