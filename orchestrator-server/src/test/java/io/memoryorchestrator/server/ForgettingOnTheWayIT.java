package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.adapter.mem0.scripted.Fault;
import io.memoryorchestrator.adapter.mem0.scripted.FaultScript;
import io.memoryorchestrator.adapter.mem0.scripted.ScriptedMem0;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OwnServer;
import io.memoryorchestrator.server.testing.ProviderProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Forgetting what a provider is being told at that very moment. */
@Timeout(120)
class ForgettingOnTheWayIT {
    private final CountDownLatch adding = new CountDownLatch(2);
    private final CountDownLatch answer = new CountDownLatch(1);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anAddThatEndsAfterItsUserOrSessionWasForgottenLeavesNothing() throws Exception {
        try (ScriptedMem0 mem0 = ScriptedMem0.start().script(this::slowly);
                OwnServer server = OwnServer.start(
                        folder, ProviderProperties.quick("oss", mem0, "orchestrator.adapter.mem0.timeouts.add=60s"))) {
            Gateway gateway = server.gateway();
            send(gateway, "dora");
            send(gateway, "emil");
            adding.await();

            assertThat(gateway.delete("/v1/sessions/s?userId=dora").status()).isEqualTo(204);
            assertThat(gateway.delete("/v1/users/emil").status()).isEqualTo(202);
            answer.countDown();

            patiently().until(() -> mem0.addsByTurn().size() == 2);
            patiently().until(() -> mem0.memories().isEmpty());
        } finally {
            answer.countDown();
        }
    }

    @Test
    void aSessionIsNotForgottenHereWhileTheProviderStillWorksOnIt() {
        try (ScriptedMem0 mem0 = ScriptedMem0.start().pollsUntilDone(5);
                OwnServer server = OwnServer.start(
                        folder,
                        ProviderProperties.quick(
                                "platform", mem0, "orchestrator.adapter.mem0.timeouts.forget=100ms"))) {
            Gateway gateway = server.gateway();
            send(gateway, "dora");
            patiently().until(() -> mem0.addsByTurn().size() == 1);

            assertThat(gateway.delete("/v1/sessions/s?userId=dora").status()).isEqualTo(503);
            assertThat(gateway.get("/v1/sessions/s/turns?userId=dora").body()).contains("linden");
            patiently().until(() -> gateway.delete("/v1/sessions/s?userId=dora").status() == 204);

            assertThat(mem0.memories()).isEmpty();
        }
    }

    private static void send(Gateway gateway, String user) {
        String turn = "{\"userId\":\"" + user + "\",\"sessionId\":\"s\",\"seq\":1,\"role\":\"user\","
                + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"My bees winter under the linden trees\"}";
        assertThat(gateway.post("/v1/intents/turn-committed", turn).status()).isEqualTo(202);
    }

    private Fault slowly(FaultScript.Request request) {
        if (request.add()) {
            adding.countDown();
            try {
                answer.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
        return Fault.NONE;
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(40));
    }
}
