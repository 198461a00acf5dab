package io.memoryorchestrator.server.identity;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a key set over HTTP from one fixed address: no redirect, no long wait, no large answer. */
final class HttpKeySource implements SigningKeys.Source {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** A set has a few keys of some hundred bytes each. */
    private static final int LARGEST = 256 * 1024;

    private final URI address;
    private final Duration limit;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    HttpKeySource(URI address) {
        this(address, ANSWER);
    }

    /** @param limit from the first byte sent to the last one read */
    HttpKeySource(URI address, Duration limit) {
        this.address = address;
        this.limit = limit;
    }

    @Override
    public String read() throws IOException, InterruptedException {
        // The timeout of a request ends with the headers, and a body may stall for ever behind them.
        FutureTask<String> exchange = new FutureTask<>(this::exchange);
        Thread.startVirtualThread(exchange);
        try {
            return exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IOException("it has not answered in full within " + limit.toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException told) {
                throw told;
            }
            throw new IOException("it cannot be asked: " + failed.getCause(), failed);
        } finally {
            exchange.cancel(true);
        }
    }

    private String exchange() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("it answers with status " + response.statusCode());
            }
            byte[] bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it answers with more than " + LARGEST + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
