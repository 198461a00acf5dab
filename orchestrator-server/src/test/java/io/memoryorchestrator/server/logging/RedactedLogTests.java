package io.memoryorchestrator.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class RedactedLogTests {
    private static final Logger LOG = LoggerFactory.getLogger(RedactedLogTests.class);
    private static final String[] CANARIES = {"ada@example.com", "4111111111111111", "4111 1111 1111 1111", "7946 0958"
    };

    @TempDir
    private Path folder = Path.of("");

    /** Spring Boot hands logging properties to Logback as properties of the JVM, and leaves them there. */
    private final Properties before = (Properties) System.getProperties().clone();

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logging.threshold.console=TRACE",
                "logging.pattern.console=%level %msg %kvp%n%rEx",
                "logging.pattern.console=%-5p %message %ex{full}%n",
                "logging.structured.format.console=ecs",
                "logging.structured.format.console=logstash",
                "logging.structured.format.console=gelf"
            })
    void whatIsThrownLeavesNoTraceOfAPersonInTheConsole(String property, CapturedOutput output) {
        fail("--" + property);

        assertThat(output.getAll())
                .doesNotContain(CANARIES)
                .contains("[EMAIL]", "[CARD]", "[PHONE]")
                .contains("IllegalStateException", "SQLException", "RedactedLogTests.thrown", "127.0.0.1:5432");
    }

    @Test
    void aStructuredStackTraceThatSpringPrintsItselfIsRedactedToo(CapturedOutput output) {
        fail("--logging.structured.format.console=ecs", "--logging.structured.json.stacktrace.root=first");

        assertThat(output.getAll()).doesNotContain(CANARIES).contains("[CARD]", "SQLException");
    }

    @Test
    void theFileThatIsConfiguredIsRedactedToo() throws IOException {
        Path file = folder.resolve("server.log");

        fail("--logging.file.name=" + file);

        assertThat(Files.readString(file)).doesNotContain(CANARIES).contains("[EMAIL]", "[CARD]", "SQLException");
    }

    private static void fail(String... arguments) {
        try (var context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .run(arguments)) {
            assertThat(context.isActive()).isTrue();
            LOG.atError()
                    .addKeyValue("who", "ada@example.com")
                    .setCause(thrown())
                    .log("Nobody foresaw {} at {}", "+44 20 7946 0958", "127.0.0.1:5432");
        }
    }

    private static Exception thrown() {
        var cause = new SQLException("Key (card)=(4111111111111111) already exists");
        cause.addSuppressed(new IOException("4111 1111 1111 1111 could not be sent"));
        return new IllegalStateException("No row for ada@example.com", cause);
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
