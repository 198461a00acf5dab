package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.adapter.mem0.scripted.Fault;
import io.memoryorchestrator.adapter.mem0.scripted.FaultScript;
import io.memoryorchestrator.adapter.mem0.scripted.ScriptedMem0;
import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.enrichment.ProviderStage;
import io.memoryorchestrator.server.queue.Providers;
import io.memoryorchestrator.server.testing.OwnServer;
import io.memoryorchestrator.server.testing.ProviderProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Two processes of one service, and a Mem0 that takes its time over an add. */
@Timeout(120)
class TwoServersOneProviderIT {
    private final CountDownLatch adding = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aTurnOnItsWayFromOneProcessIsNotSentByABackfillInAnother() throws Exception {
        try (ScriptedMem0 mem0 = ScriptedMem0.start().script(this::slowly);
                OwnServer server = OwnServer.start(
                        folder,
                        ProviderProperties.quick("platform", mem0, "orchestrator.adapter.mem0.timeouts.add=60s"));
                ConfigurableApplicationContext another = server.another()) {
            List<ProviderStage> stages =
                    List.of(stage(server.part(Providers.class)), stage(another.getBean(Providers.class)));
            String intent = server.gateway()
                    .post(
                            "/v1/intents/turn-committed",
                            "{\"userId\":\"dora\",\"sessionId\":\"s\",\"seq\":1,\"role\":\"user\","
                                    + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"My bees winter under the linden trees\"}")
                    .json()
                    .get("intentId")
                    .stringValue();
            adding.await();
            List<Turn> turns = server.part(CanonicalStore.class).recent(SessionRef.of("default", "dora", "s"), 10);

            for (ProviderStage backfill : stages) {
                assertThatThrownBy(() -> backfill.repeat(turns))
                        .isInstanceOfSatisfying(
                                AdapterException.class,
                                busy -> assertThat(busy.kind()).isEqualTo(FailureKind.OVERLOADED));
            }
            answer.countDown();
            server.gateway().awaitStatus(intent, "ENRICHED");
            stages.forEach(backfill -> backfill.repeat(turns));

            await().atMost(Duration.ofSeconds(10)).until(() -> mem0.memories().size() == 1);
            assertThat(mem0.addsByTurn().values()).containsExactly(1);
        } finally {
            answer.countDown();
        }
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

    private static ProviderStage stage(Providers providers) {
        return providers.stages().getFirst();
    }
}
