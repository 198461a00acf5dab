package io.memoryorchestrator.cli.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.intent.SessionSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SyncCommandIT {

    private static final int TOO_MANY = SessionSync.MAX_TURNS + 1;

    private final MockWebServer server = new MockWebServer();
    private @Nullable Throwable failure;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void start() throws IOException {
        server.start();
        for (int i = 0; i < 2; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(202)
                    .body("{\"intentId\":\"i" + i + "\"}")
                    .build());
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLongSessionWhoseTurnsHaveIdsIsSentInParts() throws IOException {
        assertThat(sync(TOO_MANY, TOO_MANY)).isZero();

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aLongSessionWithATurnThatHasNoneIsNotSentAtAll() throws IOException {
        assertThat(sync(TOO_MANY, TOO_MANY - 1)).isOne();

        assertThat(server.getRequestCount()).isZero();
        assertThat(failure).hasMessageContaining("line " + TOO_MANY).hasMessageContaining("'memctl send'");
    }

    @Test
    void aSessionOfOnePartNeedsNoIds() throws IOException {
        assertThat(sync(SessionSync.MAX_TURNS, 0)).isZero();

        assertThat(server.getRequestCount()).isOne();
    }

    private int sync(int turns, int withId) throws IOException {
        Path file = Files.write(
                folder.resolve("session.jsonl"),
                IntStream.range(0, turns)
                        .mapToObj(i -> "{\"userId\":\"ada\",\"sessionId\":\"s\",\"role\":\"user\",\"content\":\"ok\""
                                + (i < withId ? ",\"turnId\":\"t" + i + "\"}" : "}"))
                        .toList());
        return new CommandLine(new SyncCommand())
                .setExecutionExceptionHandler((thrown, at, given) -> {
                    failure = thrown;
                    return 1;
                })
                .execute("--url", "http://127.0.0.1:" + server.getPort(), file.toString());
    }
}
