package io.memoryorchestrator.cli.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.cli.testing.AnsweringServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PrivacyCommandsIT {
    private static final String WHOLE =
            "{\"format\":\"f\"}\n{\"table\":\"turns\",\"row\":{}}\n{\"end\":{\"rows\":1}}\n";

    @RegisterExtension
    final AnsweringServer server = new AnsweringServer();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anExportIsWrittenWholeOrNotAtAll() throws Exception {
        Path file = folder.resolve("ada.ndjson");
        server.answer(200, WHOLE);
        assertThat(server.run(new ExportCommand(), "--user", "ada/1", "--tenant", "t", "--out", file.toString()))
                .isZero();
        assertThat(file).hasContent(WHOLE);
        assertThat(server.asked()).isEqualTo("GET /v1/users/ada%2F1/export?tenantId=t");

        server.answer(200, WHOLE.substring(0, 30));
        assertThat(server.run(new ExportCommand(), "--user", "ada", "--out", file.toString()))
                .isOne();
        server.answer(429, "{\"code\":\"export_in_flight\"}");
        assertThat(server.run(new ExportCommand(), "--user", "ada", "--out", file.toString()))
                .isOne();

        assertThat(file).hasContent(WHOLE);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void anImportSendsTheFileAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("ada.ndjson"), WHOLE);
        server.answer(200, "{\"restored\":{\"turns\":1}}");

        assertThat(server.run(new ImportCommand(), "--user", "ada", file.toString()))
                .isZero();

        RecordedRequest request = server.taken();
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(String.valueOf(
                        request.getBody() == null ? null : request.getBody().utf8()))
                .isEqualTo(WHOLE);
        assertThat(server.run(
                        new ImportCommand(),
                        "--user",
                        "ada",
                        folder.resolve("none").toString()))
                .isOne();
    }

    @Test
    void anErasureIsWaitedForUntilItIsDone() throws Exception {
        server.answer(202, receipt("PENDING"));
        server.answer(200, receipt("PENDING"));
        server.answer(200, receipt("DONE"));

        assertThat(server.run(new EraseCommand(), "--user", "ada", "--yes")).isZero();

        assertThat(List.of(server.asked(), server.asked(), server.asked()))
                .containsExactly("DELETE /v1/users/ada", "GET /v1/erasures/e1", "GET /v1/erasures/e1");
    }

    @Test
    void anErasureThatIsStillUnderWayIsNoSuccess() throws Exception {
        server.answer(202, receipt("PENDING"));

        assertThat(server.run(new EraseCommand(), "--user", "ada", "--yes", "--wait", "0"))
                .isOne();

        assertThat(server.asked()).isEqualTo("DELETE /v1/users/ada");
        assertThat(server.failure()).hasMessageContaining("'memctl erasure show e1'");
    }

    private static String receipt(String status) {
        return "{\"erasureId\":\"e1\",\"status\":\"" + status + "\",\"requestedAt\":\"2026-01-01T00:00:00Z\"}";
    }
}
