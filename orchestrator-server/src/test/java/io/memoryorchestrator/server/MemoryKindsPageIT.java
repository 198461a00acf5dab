package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The examples of the page on kinds of memory, run from top to bottom. */
@OrchestratorTest
class MemoryKindsPageIT {
    private static final Pattern CURL =
            Pattern.compile("^curl -sX (\\w+) \"\\$URL(\\S+)\"(?: -H '[^']*' -d '(.*)')?$", Pattern.MULTILINE);

    @LocalServerPort
    private int port;

    @Test
    void everyExampleDoesWhatThePageSays() throws IOException {
        Gateway gateway = Gateway.ready(port);
        String page = Files.readString(Path.of("../docs/memory-kinds.md"));
        List<MatchResult> examples = CURL.matcher(page).results().toList();
        assertThat(examples).hasSizeGreaterThan(20);

        for (MatchResult example : examples) {
            String path = example.group(2);
            String body = Objects.requireNonNullElse(example.group(3), "");
            Answer answer = switch (example.group(1)) {
                case "PUT" -> gateway.put(path, body);
                case "POST" -> gateway.post(path, body);
                case "DELETE" -> gateway.delete(path);
                default -> gateway.get(path);
            };
            assertThat(answer.status())
                    .as("%s%n%s", example.group(), answer.body())
                    .isBetween(200, 204);
            if (path.contains("/query") || example.group(1).equals("GET")) {
                assertThat(answer.json().get("matches")).as(example.group()).isNotEmpty();
            }
        }
    }
}
