package io.memoryorchestrator.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.adapter.mem0.scripted.Fault;
import io.memoryorchestrator.adapter.mem0.scripted.ScriptedMem0;
import io.memoryorchestrator.server.testing.Conversation;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OwnServer;
import io.memoryorchestrator.server.testing.ProviderProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A provider that is down: its partitions pause and say so, nothing is set aside, and the backlog drains by itself. */
class ProviderOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Those that fail before the circuit opens; a window of calls is 20. */
    private static final int FIRST_TO_FAIL = 20;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void deliveriesPauseInsteadOfFillingRetryTopicsAndGoOnByThemselves() {
        Conversation conversation = new Conversation(10, 12);
        try (ScriptedMem0 mem0 = ScriptedMem0.start();
                OwnServer server = OwnServer.start(folder, ProviderProperties.quick("oss", mem0))) {
            mem0.script(request -> Fault.SERVER_ERROR);
            Gateway gateway = server.gateway();

            conversation.batches(60).forEach(batch -> gateway.post("/v1/intents", batch));

            await().atMost(PATIENCE)
                    .until(() -> server.rows()
                                    .of("select turn_id from memories.turns")
                                    .size()
                            == conversation.turns());
            await().atMost(PATIENCE).until(() -> deliveries(gateway).has("pausedSince"));
            assertThat(deliveries(gateway).path("pausedBecause").asString()).contains("Mem0");

            mem0.script(request -> Fault.NONE);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(mem0.addsByTurn().values())
                            .hasSize(conversation.turns() - conversation.noise())
                            .containsOnly(1));
            await().atMost(PATIENCE).until(() -> !deliveries(gateway).has("pausedSince"));
            assertThat(gateway.get("/v1/ops/dead-letters").json().path("open").asInt())
                    .isZero();
            assertThat(server.recordsOn("memory.turn-stored.v1.retry-1")).isLessThanOrEqualTo(FIRST_TO_FAIL);
        }
    }

    @Test
    void aRefusedKeyStopsDeliveriesAtOnceAndAsksForAttention() {
        Conversation conversation = new Conversation(2, 4);
        try (ScriptedMem0 mem0 = ScriptedMem0.start();
                OwnServer server = OwnServer.start(folder, ProviderProperties.quick("platform", mem0))) {
            mem0.script(request -> request.add() ? Fault.KEY_REFUSED : Fault.NONE);
            Gateway gateway = server.gateway();

            conversation.batches(60).forEach(batch -> gateway.post("/v1/intents", batch));

            await().atMost(PATIENCE)
                    .until(() -> mem0(gateway).path("needsAttention").asBoolean());
            await().atMost(PATIENCE).until(() -> deliveries(gateway).has("pausedSince"));
            mem0.script(request -> Fault.NONE);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(mem0.addsByTurn()).hasSize(conversation.turns() - conversation.noise()));
            // Each of the two users may have had one turn under way when the key was refused.
            assertThat(server.recordsOn("memory.turn-stored.v1.retry-1")).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aMangledEventIsSetAsideAndWhatIsBehindItIsDelivered() {
        Conversation conversation = new Conversation(1, 4);
        try (ScriptedMem0 mem0 = ScriptedMem0.start();
                OwnServer server = OwnServer.start(
                        folder, ProviderProperties.quick("oss", mem0, "orchestrator.queue.partitions=1"))) {
            mem0.script(request -> Fault.NONE);
            Gateway gateway = server.gateway();
            server.topics().write("memory.turn-stored.v1", "default:ada:s1", "{\"turnId\": \"none\"}".getBytes(UTF_8));

            conversation.batches(60).forEach(batch -> gateway.post("/v1/intents", batch));

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(mem0.addsByTurn()).hasSize(conversation.turns() - conversation.noise()));
            // One of each reader, the provider's and that of the vectors among them.
            assertThat(server.topics()
                            .records("memory.turn-stored.v1.dead", 2, letter -> "default:ada:s1".equals(letter.key())))
                    .allSatisfy(letter -> assertThat(
                                    letter.headers().lastHeader("dlt-reason").value())
                            .asString()
                            .isEqualTo("invalid_field"));
        }
    }

    private static JsonNode deliveries(Gateway gateway) {
        return mem0(gateway).path("deliveries");
    }

    private static JsonNode mem0(Gateway gateway) {
        List<JsonNode> adapters = StreamSupport.stream(
                        gateway.get("/v1/ops/adapters").json().spliterator(), false)
                .filter(each -> each.path("name").asString().equals("mem0"))
                .toList();
        return adapters.getFirst();
    }
}
