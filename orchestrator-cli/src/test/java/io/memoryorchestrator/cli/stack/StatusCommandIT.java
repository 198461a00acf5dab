package io.memoryorchestrator.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StatusCommandIT {

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aNamedServerIsTheOneThatIsAsked() throws InterruptedException {
        server.enqueue(new MockResponse.Builder()
                .code(200)
                .body("[{\"name\":\"supabase\",\"state\":\"UP\"}]")
                .build());

        assertThat(status()).isZero();

        assertThat(server.takeRequest().getTarget()).isEqualTo("/v1/ops/adapters");
    }

    @Test
    void aNamedServerThatDoesNotAnswerAsItShouldIsAFailure() {
        server.enqueue(new MockResponse.Builder().code(503).body("{}").build());

        assertThat(status()).isOne();
    }

    private int status() {
        return new CommandLine(new StatusCommand())
                .setExecutionExceptionHandler((failure, at, given) -> 1)
                .execute("--url", "http://127.0.0.1:" + server.getPort());
    }
}
