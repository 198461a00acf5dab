package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OwnServer;
import io.memoryorchestrator.server.testing.Shelf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider fails on one user's turn for a day, and another user is erased meanwhile. */
class ErasureBesideRetriesIT {
    private static final String LAST_RETRY = "memory.turn-stored.v1.retry-2";

    private final Shelf shelf = new Shelf();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anErasureEndsWhileTurnsOfBothGoRoundTheRetryTopics() {
        shelf.failOn("linden");
        try (OwnServer server = OwnServer.start(
                folder,
                List.of(
                        "orchestrator.adapter.shelf.enabled=true",
                        "orchestrator.queue.partitions=1",
                        "orchestrator.queue.retry-waits=100ms,300ms",
                        "orchestrator.erasure.grace=1s"),
                context -> Shelf.register(context, shelf))) {
            Gateway gateway = server.gateway();
            send(gateway, "dora");
            send(gateway, "emil");
            patiently().until(() -> server.recordsOn(LAST_RETRY) > 4);

            String erasure =
                    gateway.delete("/v1/users/emil").json().path("erasureId").asString();

            patiently()
                    .until(() -> gateway.get("/v1/erasures/" + erasure)
                            .json()
                            .path("status")
                            .asString()
                            .equals("DONE"));
            assertThat(server.rawTopics().holding("emil")).isEmpty();
            long until = server.recordsOn(LAST_RETRY) + 2;
            patiently().until(() -> server.recordsOn(LAST_RETRY) >= until);
            assertThat(server.rawTopics().holding("emil")).isEmpty();
        }
    }

    private static void send(Gateway gateway, String user) {
        String turn = "{\"userId\":\"" + user + "\",\"sessionId\":\"s\",\"seq\":1,\"role\":\"user\","
                + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"My bees winter under the linden trees\"}";
        assertThat(gateway.post("/v1/intents/turn-committed", turn).status()).isEqualTo(202);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }
}
