package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

class OutageAtStartIT {
    @Test
    void withoutDatabaseAndBrokerTheProcessStaysUpAndPromisesNothing() throws IOException {
        int nobody = freePort();
        try (var context = new SpringApplicationBuilder(MemoryOrchestratorApplication.class)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--orchestrator.startup-interval=200ms",
                        "--orchestrator.adapter.supabase.url=postgresql://nobody:nothing@127.0.0.1:" + nobody + "/none",
                        "--spring.kafka.bootstrap-servers=127.0.0.1:" + nobody)) {
            Gateway gateway =
                    new Gateway(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));

            Answer refused = gateway.post(
                    "/v1/intents/turn-committed",
                    "{\"userId\":\"u\",\"sessionId\":\"s\",\"role\":\"user\",\"content\":\"x\","
                            + "\"occurredAt\":\"2026-01-01T00:00:00Z\"}");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.json().get("code").stringValue()).isEqualTo("not_ready");
            assertThat(refused.body()).doesNotContain("nothing@");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
