package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OwnServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records larger than usual, where the settings allow them. */
class LargeIntentsIT {
    private static final int TURNS = 700;
    private static final String TEN_KILOBYTES = "My bees winter under the linden trees. ".repeat(260);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aTranscriptOfSevenMegabytesIsStoredWhereTenAreAllowed() {
        try (OwnServer server = OwnServer.start(
                folder,
                List.of(
                        "orchestrator.queue.max-message=10MB",
                        "orchestrator.queue.send-timeout=30s",
                        "orchestrator.gateway.max-body=10MB"))) {
            Gateway gateway = server.gateway();

            assertThat(gateway.post("/v1/intents/session-sync", transcript()).status())
                    .isEqualTo(202);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> server.rows()
                            .of("select count(*) from memories.turns")
                            .equals(List.of(Integer.toString(TURNS))));
        }
    }

    private static String transcript() {
        return IntStream.range(0, TURNS)
                .mapToObj(i -> "{\"seq\":" + i + ",\"role\":\"user\",\"occurredAt\":\"2026-02-03T04:05:06Z\","
                        + "\"content\":\"" + i + " " + TEN_KILOBYTES + "\"}")
                .collect(Collectors.joining(",", "{\"userId\":\"dora\",\"sessionId\":\"s\",\"turns\":[", "]}"));
    }
}
