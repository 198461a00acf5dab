package io.memoryorchestrator.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BackfillStartIT {

    private final MockWebServer server = new MockWebServer();
    private @Nullable Throwable failure;

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aJobThatFinishesIsSuccess() {
        assertThat(runUntil("FINISHED")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"FAILED, failed", "CANCELLED, was cancelled"})
    void aJobThatEndsOtherwiseIsNone(String state, String told) {
        assertThat(runUntil(state)).isOne();

        assertThat(failure)
                .hasMessageContaining("The backfill b1 " + told + " (no such target)")
                .hasMessageContaining("'memctl backfill start'");
    }

    private int runUntil(String state) {
        answer(202, "{\"intentId\":\"b1\",\"status\":\"ACCEPTED\"}");
        answer(200, "{\"id\":\"b1\",\"state\":\"RUNNING\"}");
        answer(200, "{\"id\":\"b1\",\"state\":\"" + state + "\",\"reason\":\"no such target\"}");
        return new CommandLine(new BackfillStart())
                .setExecutionExceptionHandler((thrown, at, given) -> {
                    failure = thrown;
                    return 1;
                })
                .execute(
                        "--url",
                        "http://127.0.0.1:" + server.getPort(),
                        "--user",
                        "ada",
                        "--target",
                        "embeddings",
                        "--wait");
    }

    private void answer(int code, String body) {
        server.enqueue(new MockResponse.Builder().code(code).body(body).build());
    }
}
