package io.memoryorchestrator.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.server.MemoryOrchestratorApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SettingsAnalyzerTests {
    private static final String SECRET = "k3y-that-is-too-short";

    @Test
    void everythingThatIsWrongIsReportedTogetherAndNoSecretIsShown(CapturedOutput output) {
        assertThatThrownBy(() -> start(
                        "--orchestrator.queue.partitions=many",
                        "--orchestrator.queue.intent-retention=soon",
                        "--orchestrator.queue.turns-in-hand=0",
                        "--orchestrator.identity.jwt-secret=" + SECRET,
                        "--orchestrator.identity.supabase-url=https://project.supabase.co",
                        "--spring.kafka.bootstrap-servers=10.0.0.7:9092",
                        "--orchestrator.adapter.mem0.enabled=true",
                        "--orchestrator.adapter.mem0.flavour=cloud",
                        "--orchestrator.adapter.supabase.url=postgresql://127.0.0.1:1/none",
                        "--orchestrator.adapter.supabase.hnsw.m=wide",
                        "--orchestrator.adapter.cache.max-size=huge"))
                .isNotNull();

        assertThat(output.getAll())
                .containsOnlyOnce("These settings are wrong:")
                .contains(
                        "- orchestrator.queue.partitions: 'many' is no number",
                        "- orchestrator.queue.intent-retention: 'soon' is no Duration",
                        "- orchestrator.queue.turns-in-hand: must be greater than or equal to 1",
                        "- orchestrator.identity",
                        "fewer than 32 bytes",
                        "10.0.0.7:9092 is on another machine",
                        "- orchestrator.adapter.mem0.flavour: 'cloud' is none of platform, oss",
                        "- orchestrator.adapter.supabase.hnsw.m: 'wide' is no number",
                        "- orchestrator.adapter.cache.max-size: 'huge' is no DataSize")
                .doesNotContain(SECRET);
    }

    @Test
    void aMissingDatabaseIsOneOfThem(CapturedOutput output) {
        assertThatThrownBy(() -> start("--orchestrator.queue.partitions=0")).isNotNull();

        assertThat(output.getAll())
                .contains(
                        "- orchestrator.queue.partitions: must be greater than or equal to 1",
                        "- orchestrator.adapter.supabase.url (SUPABASE_DB_URL): No database is configured");
    }

    @Test
    void aMisspeltNameIsToldWithWhatItKeptFromBeingSet(CapturedOutput output) {
        assertThatThrownBy(() -> start("--orchestrator.adapter.supabase.uri=postgresql://u:" + SECRET + "@h/d"))
                .isNotNull();

        assertThat(output.getAll())
                .contains(
                        "- orchestrator.adapter.supabase.url (SUPABASE_DB_URL): No database is configured",
                        "These are known to nothing here and do nothing:",
                        "- orchestrator.adapter.supabase.uri (",
                        "did you mean orchestrator.adapter.supabase.url?")
                .doesNotContain(SECRET);
    }

    @Test
    void withNothingElseWrongTheMissingDatabaseIsAllThatIsSaid(CapturedOutput output) {
        assertThatThrownBy(() -> start()).isNotNull();

        assertThat(output.getAll())
                .contains("No database is configured", "postgresql://{user}:{password}@{host}:5432/{database}")
                .doesNotContain("These settings are wrong:");
    }

    private static void start(String... arguments) {
        new SpringApplicationBuilder(MemoryOrchestratorApplication.class)
                .run(arguments)
                .close();
    }
}
