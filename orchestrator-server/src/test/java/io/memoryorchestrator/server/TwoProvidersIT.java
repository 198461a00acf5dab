package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.adapter.mem0.scripted.ScriptedMem0;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OwnServer;
import io.memoryorchestrator.server.testing.ProviderProperties;
import io.memoryorchestrator.server.testing.Shelf;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server with Mem0 and one more provider. */
class TwoProvidersIT {
    private final Shelf shelf = new Shelf();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void eachProviderGetsEachTurnAndTheStatusNamesBoth() {
        try (ScriptedMem0 mem0 = ScriptedMem0.start();
                OwnServer server = OwnServer.start(
                        folder,
                        ProviderProperties.quick("platform", mem0, "orchestrator.adapter.shelf.enabled=true"),
                        context -> Shelf.register(context, shelf))) {
            Gateway gateway = server.gateway();

            JsonNode report = gateway.follow(
                    "/v1/intents/turn-committed",
                    "{\"userId\":\"dora\",\"sessionId\":\"s\",\"seq\":1,\"role\":\"user\","
                            + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"My bees winter under the linden trees\"}",
                    "STORED",
                    "ENRICHED");

            await().atMost(Duration.ofSeconds(30)).until(() -> mem0.memories().size() == 1 && shelf.holds("linden"));
            String id = report.get("intentId").stringValue();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(gateway.get("/v1/intents/" + id).body())
                                    .contains("\"mem0\"")
                                    .contains("\"shelf\""));
        }
    }
}
