package io.memoryorchestrator.cli.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.cli.testing.AnsweringServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SyncCommandIT {

    private static final int TOO_MANY = SessionSync.MAX_TURNS + 1;

    @RegisterExtension
    final AnsweringServer server = new AnsweringServer();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void twoIntentsAreTaken() {
        for (int i = 0; i < 2; i++) {
            server.answer(202, "{\"intentId\":\"i" + i + "\"}");
        }
    }

    @Test
    void aLongSessionWhoseTurnsHaveIdsIsSentInParts() throws IOException {
        assertThat(sync(TOO_MANY, TOO_MANY)).isZero();

        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void aLongSessionWithATurnThatHasNoneIsNotSentAtAll() throws IOException {
        assertThat(sync(TOO_MANY, TOO_MANY - 1)).isOne();

        assertThat(server.requests()).isZero();
        assertThat(server.failure()).hasMessageContaining("line " + TOO_MANY).hasMessageContaining("'memctl send'");
    }

    @Test
    void aSessionOfOnePartNeedsNoIds() throws IOException {
        assertThat(sync(SessionSync.MAX_TURNS, 0)).isZero();

        assertThat(server.requests()).isOne();
    }

    private int sync(int turns, int withId) throws IOException {
        Path file = Files.write(
                folder.resolve("session.jsonl"),
                IntStream.range(0, turns)
                        .mapToObj(i -> "{\"userId\":\"ada\",\"sessionId\":\"s\",\"role\":\"user\",\"content\":\"ok\""
                                + (i < withId ? ",\"turnId\":\"t" + i + "\"}" : "}"))
                        .toList());
        return server.run(new SyncCommand(), file.toString());
    }
}
