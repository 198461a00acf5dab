package io.memoryorchestrator.bench.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.cli.console.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class PiiEvalTests {
    private static final String MAIL =
            "{\"text\": \"😀 write to jo@mail.example now\", \"spans\": [{\"start\": 11, \"end\": 26, \"type\": \"EMAIL_ADDRESS\"}]}\n";
    private static final String NAME =
            "{\"text\": \"😀 i met Mary Johnson today\", \"spans\": [{\"start\": 8, \"end\": 20, \"type\": \"person\"}]}\n";
    private static final String CHAT =
            "{\"dialogue_id\": \"d1\", \"turns\": [{\"role\": \"user\", \"text\": \"mail jo@mail.example about it\"}]}\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSetThatIsMissingIsAFailureThatNamesIt() throws IOException {
        Files.writeString(folder.resolve("pii-made.jsonl"), MAIL);

        Outcome outcome = eval();

        assertThat(outcome.exit).isEqualTo(1);
        assertThat(outcome.failure).contains("wnut17-*.jsonl");
    }

    @Test
    void aFileWithoutALineCountsAsMissing() throws IOException {
        Files.writeString(folder.resolve("pii-made.jsonl"), "\n");
        Files.writeString(folder.resolve("wnut17-made.jsonl"), NAME);

        assertThat(eval().failure).contains("pii-*.jsonl");
    }

    @Test
    void linesThatCannotBeUsedAreCountedAndMakeTheRunFail() throws IOException {
        Files.writeString(
                folder.resolve("pii-made.jsonl"),
                MAIL
                        + "{\"text\": \"short\", \"spans\": [{\"start\": 0, \"end\": 99, \"type\": \"PERSON\"}]}\nnot json\n");
        Files.writeString(folder.resolve("wnut17-made.jsonl"), NAME);

        Outcome outcome = eval();

        assertThat(outcome.exit).isEqualTo(1);
        assertThat(outcome.json.path("skipped").asInt()).isEqualTo(2);
        assertThat(outcome.failure).contains("2 lines").contains("pii-made.jsonl:2");
    }

    @Test
    void spansCountCodePointsAndEverySetIsScored() throws IOException {
        Files.writeString(folder.resolve("pii-made.jsonl"), MAIL);
        Files.writeString(folder.resolve("wnut17-made.jsonl"), NAME);
        Files.writeString(folder.resolve("sgd-made.jsonl"), CHAT);

        Outcome outcome = eval();

        assertThat(outcome.exit).isZero();
        assertThat(outcome.json.path("patternF2").asDouble()).isEqualTo(1);
        assertThat(outcome.json.path("overallF2").asDouble()).isEqualTo(1);
        assertThat(outcome.json.path("perType").path("EMAIL").path("recall").asDouble())
                .isEqualTo(1);
        assertThat(outcome.json.path("wnutPerson").path("recall").asDouble()).isEqualTo(1);
        assertThat(outcome.json.path("overRedactedPer1000Words").asDouble()).isEqualTo(250);
        assertThat(outcome.json.path("settings").path("overRedactionOn").asString())
                .isEqualTo("sgd-*.jsonl");
        assertThat(outcome.json.has("machine")).isTrue();
    }

    @Test
    void withoutChatsOverRedactionIsMeasuredOnTheNoisyText() throws IOException {
        Files.writeString(folder.resolve("pii-made.jsonl"), MAIL);
        Files.writeString(folder.resolve("wnut17-made.jsonl"), NAME);

        Outcome outcome = eval();

        assertThat(outcome.exit).isZero();
        assertThat(outcome.json.path("overRedactedPer1000Words").asDouble(-1)).isZero();
        assertThat(outcome.json.path("settings").path("overRedactionOn").asString())
                .isEqualTo("wnut17-*.jsonl");
    }

    private record Outcome(int exit, JsonNode json, String failure) {}

    private Outcome eval() {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder failure = new StringBuilder();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int exit = new CommandLine(new PiiEval())
                    .setExecutionExceptionHandler((exception, at, given) -> {
                        failure.append(exception.getMessage());
                        return 1;
                    })
                    .execute("--data", folder.toString(), "--json");
            String printed = out.toString(StandardCharsets.UTF_8);
            return new Outcome(exit, Json.MAPPER.readTree(printed.isBlank() ? "{}" : printed), failure.toString());
        } finally {
            System.setOut(before);
        }
    }
}
