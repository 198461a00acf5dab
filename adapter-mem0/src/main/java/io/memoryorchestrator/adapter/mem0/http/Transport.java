package io.memoryorchestrator.adapter.mem0.http;

import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed.What;
import io.memoryorchestrator.api.model.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * HTTP with its bounds: total time, bytes, addresses; no redirects, no proxy, and no silent repetition of a request, as
 * an add that is sent twice is remembered twice. Opens nothing until the first exchange.
 */
public final class Transport implements Exchanger, AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final long LONGEST_ERROR_BODY = 16_384;

    private final Endpoint endpoint;
    private final Clock clock;
    private final HttpUrl base;
    private final AddressGuard guard;
    private final OkHttpClient client;

    public Transport(Endpoint endpoint, Clock clock) {
        this(endpoint, clock, Dns.SYSTEM);
    }

    Transport(Endpoint endpoint, Clock clock, Dns names) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.base = HttpUrl.get(endpoint.base().toString());
        this.guard = new AddressGuard(names, endpoint.allowPrivateAddresses(), endpoint.connectWithin());
        this.client = new OkHttpClient.Builder()
                .connectTimeout(endpoint.connectWithin())
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .proxy(Proxy.NO_PROXY)
                .dns(guard)
                // Idle for a short time only: an add over a connection that the server has closed is in doubt.
                .connectionPool(new ConnectionPool(8, 20, TimeUnit.SECONDS))
                .eventListener(new SentWatch())
                .build();
    }

    @Override
    public JsonNode exchange(Ask ask) {
        var sent = new AtomicBoolean();
        Call call = client.newCall(request(ask, sent));
        call.timeout().timeout(ask.within().toNanos(), TimeUnit.NANOSECONDS);
        try {
            guard.judgeLiteral(base.host());
            try (Response response = call.execute()) {
                return read(ask, response);
            }
        } catch (AddressGuard.Refused refused) {
            throw new ExchangeFailed(What.ADDRESS_REFUSED, String.valueOf(refused.getMessage()), refused);
        } catch (IOException broken) {
            throw broken(ask, sent.get(), broken);
        } catch (RuntimeException known) {
            throw known;
        } catch (Exception undeclared) {
            // OkHttp is Kotlin, which does not declare the InterruptedException that its connecting throws.
            if (undeclared instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw broken(ask, sent.get(), new IOException(undeclared));
        }
    }

    private Request request(Ask ask, AtomicBoolean sent) {
        HttpUrl.Builder url = base.newBuilder();
        ask.path().forEach(url::addPathSegment);
        ask.query().forEach(url::addQueryParameter);
        RequestBody body = ask.body() == null
                ? ask.method().equals("POST") || ask.method().equals("PUT") ? RequestBody.EMPTY : null
                : RequestBody.create(WireJson.MAPPER.writeValueAsBytes(ask.body()), JSON);
        Request.Builder request = new Request.Builder()
                .url(url.build())
                .method(ask.method(), body)
                .header("Accept", "application/json")
                .header("User-Agent", "memory-orchestrator")
                .tag(AtomicBoolean.class, sent);
        Secret key = endpoint.key();
        if (key != null) {
            request.header(endpoint.authHeader(), endpoint.authPrefix() + key.reveal());
        }
        return request.build();
    }

    private JsonNode read(Ask ask, Response response) throws IOException {
        if (ask.absentOn().contains(response.code())) {
            return MissingNode.getInstance();
        }
        BufferedSource source = response.body().source();
        if (!response.isSuccessful()) {
            throw answered(response, errorBody(source));
        }
        if (source.request(endpoint.maxResponseBytes() + 1)) {
            throw new ExchangeFailed(
                    What.TOO_LARGE,
                    response.code(),
                    "Mem0 answered with more than " + endpoint.maxResponseBytes()
                            + " bytes; if that is right, raise limits.max-response-size",
                    null,
                    null,
                    null);
        }
        byte[] bytes = source.getBuffer().readByteArray();
        if (bytes.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return WireJson.MAPPER.readTree(bytes);
        } catch (JacksonException notJson) {
            // The parser's message quotes the answer, which may repeat a user's words; the cause is left out.
            throw new ExchangeFailed(
                    What.UNREADABLE,
                    response.code(),
                    "Mem0 answered " + response.code() + " with " + contentType(response) + " that is not JSON;"
                            + " check that the base URL leads to Mem0 itself",
                    null,
                    null,
                    null);
        }
    }

    // The status alone says enough: an error body that breaks off must not turn a clear refusal into a doubt.
    private static String errorBody(BufferedSource source) {
        try {
            source.request(LONGEST_ERROR_BODY);
            return source.getBuffer().readUtf8(Math.min(source.getBuffer().size(), LONGEST_ERROR_BODY));
        } catch (IOException brokenOff) {
            return "the answer broke off (" + brokenOff.getMessage() + ")";
        }
    }

    private ExchangeFailed answered(Response response, String body) {
        ErrorWords words = ErrorWords.read(body);
        boolean redirect = response.code() / 100 == 3;
        String text = redirect
                ? "a redirect, which is not followed; set the base URL to the final address"
                : withoutKey(words.text());
        return new ExchangeFailed(
                What.ANSWERED,
                response.code(),
                "Mem0 answered " + response.code() + ": " + text,
                words.code(),
                RetryAfter.parse(response.header("Retry-After"), clock),
                null);
    }

    private ExchangeFailed broken(Ask ask, boolean sent, IOException broken) {
        String where = base.host() + ":" + base.port();
        if (Thread.currentThread().isInterrupted()) {
            return new ExchangeFailed(What.INTERRUPTED, "Interrupted while waiting for " + where, broken);
        }
        if (!sent) {
            return new ExchangeFailed(
                    What.NOT_SENT,
                    "Mem0 cannot be reached at " + where + " (" + withoutKey(String.valueOf(broken.getMessage())) + ")",
                    broken);
        }
        if (broken instanceof InterruptedIOException) {
            return new ExchangeFailed(
                    What.TIMED_OUT,
                    "Mem0 at " + where + " did not answer fully within "
                            + ask.within().toMillis() + " ms",
                    broken);
        }
        return new ExchangeFailed(
                What.LOST,
                "The connection to Mem0 at " + where + " broke before the answer was complete ("
                        + withoutKey(String.valueOf(broken.getMessage())) + ")",
                broken);
    }

    private String withoutKey(String text) {
        Secret key = endpoint.key();
        return key == null || key.reveal().isEmpty() ? text : text.replace(key.reveal(), key.toString());
    }

    private static String contentType(Response response) {
        return Objects.requireNonNullElse(response.header("Content-Type"), "content")
                .replaceAll("[;\\s].*", "");
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }

    /** Marks a request as soon as its first byte may have left. */
    private static final class SentWatch extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            AtomicBoolean sent = call.request().tag(AtomicBoolean.class);
            if (sent != null) {
                sent.set(true);
            }
        }
    }
}
