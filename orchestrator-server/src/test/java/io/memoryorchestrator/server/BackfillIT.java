package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@OrchestratorTest
class BackfillIT {
    private final String user = "user-" + UUID.randomUUID();
    private final int port;
    private Gateway gateway;

    BackfillIT(@LocalServerPort int port) {
        this.port = port;
        this.gateway = new Gateway(port);
    }

    @BeforeEach
    void aUserHasThreeTurns() {
        gateway = Gateway.ready(port);
        gateway.follow(
                "/v1/intents/session-sync",
                "{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"turns\":["
                        + "{\"role\":\"user\",\"content\":\"one\"},{\"role\":\"user\",\"content\":\"two\"},"
                        + "{\"role\":\"user\",\"content\":\"three\"}]}",
                "ENRICHED");
    }

    @Test
    void aBackfillWalksThroughTheTurnsInItsScope() {
        JsonNode job = run("{\"scope\":{\"userId\":\"" + user + "\"},\"targets\":[\"embeddings\",\"cache\"]}");

        assertThat(job.get("state").stringValue()).isEqualTo("FINISHED");
        assertThat(job.get("done").intValue()).isEqualTo(3);
        assertThat(job.get("failed").intValue()).isZero();
    }

    @Test
    void aDryRunOnlyCounts() {
        JsonNode job = run("{\"scope\":{\"userId\":\"" + user + "\"},\"targets\":[\"embeddings\"],\"dryRun\":true}");

        assertThat(job.get("total").intValue()).isEqualTo(3);
        assertThat(job.get("done").intValue()).isZero();
    }

    @Test
    void aTargetThatIsSwitchedOffFailsTheJobAndSaysSo() {
        JsonNode job = run("{\"scope\":{\"userId\":\"" + user + "\"},\"targets\":[\"mem0\"]}");

        assertThat(job.get("state").stringValue()).isEqualTo("FAILED");
        assertThat(job.get("reason").stringValue()).contains("mem0").contains("switch");
    }

    private JsonNode run(String intent) {
        JsonNode accepted = gateway.follow("/v1/intents/session-backfill", intent, "STORED", "ENRICHED");
        String path = "/v1/ops/backfills/" + accepted.get("intentId").stringValue();
        return await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> gateway.get(path).json(),
                        job -> job.has("state")
                                && !job.get("state").stringValue().equals("RUNNING"));
    }
}
