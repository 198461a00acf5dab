package io.memoryorchestrator.cli.http;

import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A thin client of the HTTP API: JSON in, JSON out, problem details as {@link ApiException}. Safe for many threads. */
public final class Api {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration LONG_ANSWER = Duration.ofHours(1);

    private final URI base;
    private final String root;
    private final @Nullable Secret token;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    public Api(URI base) {
        this(base, null);
    }

    /**
     * @param base of the API, with the path in front of {@code /v1} where there is one
     * @param token sent with every request, or null for a server that asks for none
     */
    public Api(URI base, @Nullable Secret token) {
        this.base = base;
        // Not URI.resolve, which drops the path that a server behind a proxy may have.
        String prefix = base.getRawPath() == null ? "" : base.getRawPath();
        this.root = base.getScheme() + "://" + base.getRawAuthority() + prefix.replaceAll("/+$", "");
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
        return send("POST", path, body);
    }

    /** The same as {@link #post} with the method PUT. */
    public JsonNode put(String path, @Nullable Object body) {
        return send("PUT", path, body);
    }

    private JsonNode send(String method, String path, @Nullable Object body) {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
        return exchange(request(path)
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build());
    }

    /**
     * @throws ApiException when the server answers with anything but success
     * @throws UnreachableException when it does not answer
     */
    public JsonNode delete(String path) {
        return exchange(request(path).DELETE().build());
    }

    /**
     * Hands an answer on as it comes, without holding it in memory.
     *
     * @throws ApiException when the server answers with anything but success
     * @throws UnreachableException when it does not answer, or breaks off
     */
    public void download(String path, OutputStream into) {
        HttpRequest request = request(path).timeout(LONG_ANSWER).GET().build();
        HttpResponse<InputStream> response = send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() / 100 != 2) {
                throw refusal(request, response, body.readAllBytes());
            }
            body.transferTo(into);
        } catch (IOException e) {
            throw new UnreachableException(base, e);
        }
    }

    /**
     * Sends a file of JSON lines.
     *
     * @throws ApiException when the server answers with anything but success
     * @throws UnreachableException when it does not answer; whether it acted is then unknown
     */
    public JsonNode upload(String path, Path file) {
        try {
            return exchange(request(path)
                    .timeout(LONG_ANSWER)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofFile(file))
                    .build());
        } catch (FileNotFoundException gone) {
            throw new CommandFailure("There is no file " + file + ".", gone);
        }
    }

    /** A value as one segment of a path. */
    public static String segment(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(ANSWER)
                .header("Accept", "application/json, application/problem+json");
        return token == null ? request : request.header("Authorization", "Bearer " + token.reveal());
    }

    private JsonNode exchange(HttpRequest request) {
        HttpResponse<byte[]> response = send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw refusal(request, response, response.body());
        }
        return parse(response.body());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request, body);
        } catch (IOException e) {
            throw new UnreachableException(base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(base, e);
        }
    }

    private static ApiException refusal(HttpRequest request, HttpResponse<?> response, byte[] body) {
        return ApiException.of(
                request.method() + " " + request.uri().getPath(),
                response.statusCode(),
                parse(body),
                response.headers().firstValue("Retry-After").orElse(null));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return body.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            return Json.MAPPER.createObjectNode();
        }
    }
}
