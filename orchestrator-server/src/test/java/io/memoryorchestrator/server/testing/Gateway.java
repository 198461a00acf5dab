package io.memoryorchestrator.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a running server as a frontend would. */
public final class Gateway {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final String url;
    private final @Nullable String token;

    public Gateway(int port) {
        this("http://127.0.0.1:" + port, null);
    }

    private Gateway(String url, @Nullable String token) {
        this.url = url;
        this.token = token;
    }

    /** The same server, asked with a token. */
    public Gateway with(String bearerToken) {
        return new Gateway(url, bearerToken);
    }

    /** A gateway whose server has everything it needs. */
    public static Gateway ready(int port) {
        Gateway gateway = new Gateway(port);
        gateway.awaitReady();
        return gateway;
    }

    /** Returns when the server has everything it needs. */
    public void awaitReady() {
        await().atMost(PATIENCE).until(() -> get("/v1/intents/none").status() == 404);
    }

    /** @param headers names and values in turn */
    public Answer post(String path, String json, String... headers) {
        HttpRequest.Builder request =
                to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public Answer put(String path, String json) {
        return ask("PUT", path, json);
    }

    public Answer delete(String path) {
        return send(to(path).DELETE().build());
    }

    public Answer get(String path) {
        return send(to(path).build());
    }

    /** Any method, with a body of JSON that the method may have no use for. */
    public Answer ask(String method, String path, String json) {
        return send(to(path).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder to(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /**
     * @param body null for none; JSON unless a header says otherwise
     * @param headers names and values in turn
     */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = to(path).method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        request.setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    /** Posts an intent that must be accepted and waits until it has a given status. */
    public JsonNode follow(String path, String json, String... statuses) {
        Answer accepted = post(path, json);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        return awaitStatus(accepted.json().get("intentId").stringValue(), statuses);
    }

    public JsonNode awaitStatus(String intentId, String... statuses) {
        return await().atMost(PATIENCE)
                .until(
                        () -> get("/v1/intents/" + intentId).json(),
                        report -> report.has("status")
                                && Arrays.asList(statuses)
                                        .contains(report.get("status").asString()));
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response, mapper);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What the server said. */
    public record Answer(HttpResponse<String> response, JsonMapper mapper) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return mapper.readTree(response.body());
        }
    }
}
