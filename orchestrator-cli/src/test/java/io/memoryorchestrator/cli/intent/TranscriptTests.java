package io.memoryorchestrator.cli.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.cli.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    private final List<TurnLine> turns = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    @Test
    void rubbishBetweenGoodLinesIsNamedByItsLine() throws IOException {
        read("""
                {"userId":"u","sessionId":"s","content":"one"}

                not json
                ["a","list"]
                {"userId":"u","sessionId":"s","content":"two"
                {"userId":"u","sessionId":"s","content":"three"}
                """);

        assertThat(turns).extracting(TurnLine::number).containsExactly(1L, 6L);
        assertThat(faults).containsExactly("3 is not JSON", "4 is not a JSON object", "5 is not JSON");
    }

    @Test
    void defaultsFillOnlyWhatIsAbsent() throws IOException {
        read("""
                {"content":"mine","occurredAt":"2026-01-01T00:00:00Z","sessionId":null}
                {"tenantId":"other","userId":"else","sessionId":"there","content":"theirs","occurredAt":"2026-01-01T00:00:00Z"}
                """);

        assertThat(turns).extracting(TurnLine::key).containsExactly("acme:ada:trip", "other:else:there");
    }

    @Test
    void turnsWithoutATimeGetTheirPlaceSoThatSendingAgainNamesTheSameTurns() throws IOException {
        String text = """
                {"userId":"u","sessionId":"a","content":"yes"}
                {"userId":"u","sessionId":"b","content":"yes"}
                {"userId":"u","sessionId":"a","content":"yes"}
                {"userId":"u","sessionId":"a","seq":70,"content":"yes"}
                {"userId":"u","sessionId":"a","content":"yes","occurredAt":"2026-01-01T00:00:00Z"}
                """;
        read(text);

        assertThat(turns).extracting(line -> line.turn().path("seq").asLong(-1)).containsExactly(0L, 0L, 1L, 70L, -1L);
        assertThat(turns)
                .extracting(line -> line.turn().path("occurredAt").asString())
                .containsExactly(
                        "2026-03-01T10:00:00Z",
                        "2026-03-01T10:00:00Z",
                        "2026-03-01T10:00:00.001Z",
                        "2026-03-01T10:00:00.002Z",
                        "2026-01-01T00:00:00Z");
    }

    @Test
    void linesAreCountedWithoutTheEmptyOnes() throws IOException {
        Path file = Files.writeString(folder.resolve("t.jsonl"), "{}\n\n{}\n   \n");

        assertThat(transcript(file.toString()).countLines()).isEqualTo(2);
        assertThat(transcript("-").countLines()).isZero();
    }

    @Test
    void aFileThatIsNoTextIsSaidSo() throws IOException {
        Path file = Files.write(folder.resolve("t.jsonl"), new byte[] {'{', (byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> transcript(file.toString()).countLines())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("cannot be read as UTF-8 text");
    }

    private void read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("t.jsonl"), text);
        transcript(file.toString()).forEach(turns::add, (why, number) -> faults.add(number + " " + why));
    }

    private static Transcript transcript(String file) {
        return new Transcript(file, new Transcript.Defaults("acme", "ada", "trip"), NOW);
    }
}
