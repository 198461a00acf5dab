package io.memoryorchestrator.cli.http;

import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.cli.console.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A thin client of the HTTP API: JSON in, JSON out, problem details as {@link ApiException}. Safe for many threads. */
public final class Api {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final URI base;
    private final @Nullable Secret token;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    public Api(URI base) {
        this(base, null);
    }

    /** @param token sent with every request, or null for a server that asks for none */
    public Api(URI base, @Nullable Secret token) {
        this.base = base;
        this.token = token;
    }

    public URI base() {
        return base;
    }

    /**
     * @throws ApiException when the server answers with anything but success
     * @throws UnreachableException when it does not answer
     */
    public JsonNode get(String path) {
        return exchange(request(path).GET().build());
    }

    /**
     * @param body anything Jackson can write
     * @throws ApiException when the server answers with anything but success
     * @throws UnreachableException when it does not answer; whether it acted is then unknown
     */
    public JsonNode post(String path, @Nullable Object body) {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
        return exchange(request(path)
                .header("Content-Type", "application/json")
                .POST(publisher)
                .build());
    }

    /** A value as one segment of a path. */
    public static String segment(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER)
                .header("Accept", "application/json, application/problem+json");
        return token == null ? request : request.header("Authorization", "Bearer " + token.reveal());
    }

    private JsonNode exchange(HttpRequest request) {
        HttpResponse<byte[]> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UnreachableException(base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(base, e);
        }
        JsonNode body = parse(response.body());
        if (response.statusCode() / 100 != 2) {
            throw ApiException.of(
                    request.method() + " " + request.uri().getPath(),
                    response.statusCode(),
                    body,
                    response.headers().firstValue("Retry-After").orElse(null));
        }
        return body;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return body.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            return Json.MAPPER.createObjectNode();
        }
    }
}
