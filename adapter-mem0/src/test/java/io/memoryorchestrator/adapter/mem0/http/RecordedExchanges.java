package io.memoryorchestrator.adapter.mem0.http;

import io.memoryorchestrator.api.model.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A server that plays back answers as the two Mem0s write them, and keeps what was asked. */
final class RecordedExchanges implements AutoCloseable {
    static final Duration WITHIN = Duration.ofSeconds(2);
    static final Deadlines DEADLINES = new Deadlines(WITHIN, WITHIN);
    static final NewMemory MEMORY = new NewMemory(
            "t1:anna",
            "user",
            "I moved to Lisbon",
            Map.of("turn_id", "42"),
            Instant.ofEpochSecond(1_700_000_000),
            true);

    private final MockWebServer server = new MockWebServer();
    private final Transport transport;

    RecordedExchanges(String authHeader, String authPrefix) {
        try {
            server.start();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        transport = new Transport(
                new Endpoint(server.url("/").uri(), authHeader, authPrefix, Secret.of("m0-key"), WITHIN, 1 << 20, true),
                Clock.systemUTC());
    }

    Transport transport() {
        return transport;
    }

    RecordedExchanges answer(int status, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build());
        return this;
    }

    /** What was asked next. */
    Asked asked() {
        try {
            RecordedRequest request =
                    Objects.requireNonNull(server.takeRequest(2, TimeUnit.SECONDS), "nothing was asked");
            var body = request.getBody();
            return new Asked(
                    request.getMethod() + " " + request.getTarget(),
                    request,
                    body == null || body.size() == 0 ? null : WireJson.MAPPER.readTree(body.toByteArray()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    record Asked(
            String line, RecordedRequest request, @Nullable JsonNode json) {
        JsonNode body() {
            return Objects.requireNonNull(json, "a body");
        }
    }

    @Override
    public void close() {
        transport.close();
        server.close();
    }
}
