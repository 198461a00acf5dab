package io.memoryorchestrator.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLaunchTests {

    @TempDir
    private Path folder;

    @Test
    void theFrameworksOwnDescriptionIsTheReason() throws IOException {
        assertThat(tellingLine("""
                2026 ERROR LoggingFailureAnalysisReporter

                APPLICATION FAILED TO START

                Description:

                Web server failed to start.
                Port 8080 was already in use.

                Action:

                Stop it.
                """)).isEqualTo("Web server failed to start. Port 8080 was already in use.");
    }

    @Test
    void elseTheLastErrorElseTheLastLine() throws IOException {
        assertThat(tellingLine("start\nERROR first\nCaused by: java.lang.Error: last\n\tat X\n"))
                .isEqualTo("Caused by: java.lang.Error: last");
        assertThat(tellingLine("Error: Unable to access jarfile\n")).isEqualTo("Error: Unable to access jarfile");
        assertThat(tellingLine("")).isEqualTo("it wrote nothing");
    }

    private String tellingLine(String log) throws IOException {
        return ServerLaunch.tellingLine(Files.writeString(folder.resolve("server.log"), log));
    }
}
