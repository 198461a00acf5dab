package io.memoryorchestrator.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import io.memoryorchestrator.server.testing.Rows;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is sent over HTTP is searched for in every place where it could have landed. */
@OrchestratorTest
@ExtendWith(OutputCaptureExtension.class)
class PersonalDataNeverLandsIT {
    private static final List<String> RAW =
            List.of("canary.bird@aviary.example", "4111 1111 1111 1111", "4111111111111111", "+44 20 7946 0991");

    private final String user = "user-" + UUID.randomUUID();
    private final Rows rows;
    private final MeterRegistry meters;
    private final int port;

    PersonalDataNeverLandsIT(
            @Value("${orchestrator.adapter.supabase.url}") String url,
            @Autowired MeterRegistry meters,
            @LocalServerPort int port) {
        this.rows = new Rows(url);
        this.meters = meters;
        this.port = port;
    }

    @Test
    void neitherBrokerNorDatabaseNorCacheNorLogNorMetersHoldWhatTheGatewayTookOut(CapturedOutput log)
            throws IOException {
        Gateway gateway = Gateway.ready(port);
        String text = "Mail " + RAW.get(0) + ", card " + RAW.get(1) + ", phone " + RAW.get(3);

        gateway.follow("/v1/intents/turn-committed", turn(text), "ENRICHED");
        gateway.follow(
                "/v1/intents/session-sync",
                "{\"userId\":\"" + user + "\",\"sessionId\":\"s2\",\"turns\":[{\"role\":\"user\",\"content\":\"" + text
                        + "\",\"metadata\":{\"from\":\"" + RAW.get(0) + "\",\"card\":4111111111111111}}]}",
                "ENRICHED");
        gateway.post("/v1/context", "{\"userId\":\"" + user + "\",\"query\":\"" + text + "\"}");
        gateway.post("/v1/intents/turn-committed", "{\"content\":\"" + text + "\"}");

        String answer = gateway.post(
                        "/v1/context", "{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"query\":\"card\"}")
                .body();
        assertThat(answer).contains("[CARD]");
        List<String> labels = meters.getMeters().stream()
                .map(meter -> meter.getId().toString())
                .toList();

        Path broker = LocalKafka.forTests().dataFolder().orElseThrow();
        for (String raw : RAW) {
            assertThat(filesWith(broker, raw))
                    .as("files of the broker that hold %s", raw)
                    .isEmpty();
            assertThat(rows.everything()).as("rows that hold %s", raw).noneMatch(row -> row.contains(raw));
            assertThat(log.getAll()).as("the log").doesNotContain(raw);
            assertThat(answer).as("the answer, from cache and store").doesNotContain(raw);
            assertThat(labels).as("the meters").noneMatch(label -> label.contains(raw));
        }
        assertThat(filesWith(broker, user))
                .as("files of the broker that hold the user's turns")
                .isNotEmpty();
    }

    private static List<Path> filesWith(Path folder, String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            // Index files hold offsets and times, in megabytes of zeros.
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith("index"))
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String turn(String content) {
        return "{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"seq\":1,\"role\":\"user\","
                + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + content + "\"}";
    }
}
