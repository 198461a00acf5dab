package io.memoryorchestrator.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/adr in order. */
class DecisionRecordsTests {
    private static final Path FOLDER = Path.of("..", "docs", "adr");
    private static final Pattern FILE_NAME = Pattern.compile("\\d{4}-[a-z0-9-]+\\.md");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+\\.md)\\)");

    @Test
    void numbersAreUnique() throws IOException {
        assertThat(records())
                .isNotEmpty()
                .allMatch(name -> FILE_NAME.matcher(name).matches());
        assertThat(records()).extracting(name -> name.substring(0, 4)).doesNotHaveDuplicates();
    }

    @Test
    void theIndexHasEveryRecordOnceAndNothingElse() throws IOException {
        List<String> linked = LINK.matcher(Files.readString(FOLDER.resolve("README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(linked).containsExactlyElementsOf(records());
    }

    @Test
    void everyRecordSaysWhatWasDecidedWhyAndWhatWasRefused() throws IOException {
        for (String name : records()) {
            assertThat(Files.readString(FOLDER.resolve(name)))
                    .as(name)
                    .contains("## Context", "## Decision", "## Consequences", "## Alternatives refused");
        }
    }

    private static List<String> records() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals("README.md"))
                    .sorted()
                    .toList();
        }
    }
}
