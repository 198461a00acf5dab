package io.memoryorchestrator.cli.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PrivacyCommandsIT {
    private static final String WHOLE =
            "{\"format\":\"f\"}\n{\"table\":\"turns\",\"row\":{}}\n{\"end\":{\"rows\":1}}\n";

    private final MockWebServer server = new MockWebServer();

    private @Nullable Throwable failure;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anExportIsWrittenWholeOrNotAtAll() throws Exception {
        Path file = folder.resolve("ada.ndjson");
        answer(200, WHOLE);
        assertThat(run(new ExportCommand(), "--user", "ada/1", "--tenant", "t", "--out", file.toString()))
                .isZero();
        assertThat(file).hasContent(WHOLE);
        assertThat(taken()).isEqualTo("GET /v1/users/ada%2F1/export?tenantId=t");

        answer(200, WHOLE.substring(0, 30));
        assertThat(run(new ExportCommand(), "--user", "ada", "--out", file.toString()))
                .isOne();
        answer(429, "{\"code\":\"export_in_flight\"}");
        assertThat(run(new ExportCommand(), "--user", "ada", "--out", file.toString()))
                .isOne();

        assertThat(file).hasContent(WHOLE);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void anImportSendsTheFileAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("ada.ndjson"), WHOLE);
        answer(200, "{\"restored\":{\"turns\":1}}");

        assertThat(run(new ImportCommand(), "--user", "ada", file.toString())).isZero();

        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(String.valueOf(
                        request.getBody() == null ? null : request.getBody().utf8()))
                .isEqualTo(WHOLE);
        assertThat(run(
                        new ImportCommand(),
                        "--user",
                        "ada",
                        folder.resolve("none").toString()))
                .isOne();
    }

    @Test
    void anErasureIsWaitedForUntilItIsDone() throws Exception {
        answer(202, receipt("PENDING"));
        answer(200, receipt("PENDING"));
        answer(200, receipt("DONE"));

        assertThat(run(new EraseCommand(), "--user", "ada", "--yes")).isZero();

        assertThat(List.of(taken(), taken(), taken()))
                .containsExactly("DELETE /v1/users/ada", "GET /v1/erasures/e1", "GET /v1/erasures/e1");
    }

    @Test
    void anErasureThatIsStillUnderWayIsNoSuccess() throws Exception {
        answer(202, receipt("PENDING"));

        assertThat(run(new EraseCommand(), "--user", "ada", "--yes", "--wait", "0"))
                .isOne();

        assertThat(taken()).isEqualTo("DELETE /v1/users/ada");
        assertThat(failure).hasMessageContaining("'memctl erasure show e1'");
    }

    private static String receipt(String status) {
        return "{\"erasureId\":\"e1\",\"status\":\"" + status + "\",\"requestedAt\":\"2026-01-01T00:00:00Z\"}";
    }

    private void answer(int code, String body) {
        server.enqueue(new MockResponse.Builder().code(code).body(body).build());
    }

    private String taken() throws InterruptedException {
        RecordedRequest request = server.takeRequest();
        return request.getMethod() + " " + request.getTarget();
    }

    private int run(Callable<Integer> command, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--url";
        all[1] = "http://127.0.0.1:" + server.getPort();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return new CommandLine(command)
                .setExecutionExceptionHandler((thrown, at, given) -> {
                    failure = thrown;
                    return 1;
                })
                .execute(all);
    }
}
