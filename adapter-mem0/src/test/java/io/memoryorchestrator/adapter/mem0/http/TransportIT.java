package io.memoryorchestrator.adapter.mem0.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed.What;
import io.memoryorchestrator.api.model.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TransportIT {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void listen() throws Exception {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void constructionOpensNothingAndAnUnreachableServerIsNotSent() throws Exception {
        URI url = server.url("/").uri();
        server.close();
        try (var transport = transport(url, true)) {
            ExchangeFailed failed = failure(transport, Ask.of("POST", LONG, "memories"));

            assertThat(failed.what()).isEqualTo(What.NOT_SENT);
            assertThat(failed.words()).contains("cannot be reached at").contains(":" + url.getPort());
        }
    }

    @Test
    void anEndlessAnswerIsCutAtTheByteLimit() {
        server.enqueue(new MockResponse.Builder()
                .chunkedBody(new Buffer().writeUtf8("\"" + "x".repeat(200_000)), 4_096)
                .build());

        assertThat(failure(Ask.of("GET", LONG, "big")).what()).isEqualTo(What.TOO_LARGE);
    }

    @Test
    void aCompressedBombIsMeasuredUnpacked() throws Exception {
        var packed = new Buffer();
        try (var gzip = Okio.buffer(new GzipSink(packed))) {
            gzip.writeUtf8("\"" + "0".repeat(5_000_000) + "\"");
        }
        assertThat(packed.size()).isLessThan(64 * 1024);
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(packed)
                .build());

        assertThat(failure(Ask.of("GET", LONG, "bomb")).what()).isEqualTo(What.TOO_LARGE);
    }

    @Test
    void aSlowBodyEndsAtTheDeadlineThoughBytesKeepComing() {
        server.enqueue(new MockResponse.Builder()
                .body("{\"results\":[]}          ".repeat(50))
                .throttleBody(1, 20, TimeUnit.MILLISECONDS)
                .build());
        long start = System.nanoTime();

        assertThat(failure(Ask.of("GET", SHORT, "slow")).what()).isEqualTo(What.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void silenceAfterTheRequestIsATimeOutAndNotUnsent() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());

        assertThat(failure(Ask.of("POST", SHORT, "memories")).what()).isEqualTo(What.TIMED_OUT);
    }

    @Test
    void aConnectionThatBreaksInMidAnswerIsLostAndNotSentAgain() {
        server.enqueue(new MockResponse.Builder()
                .body("{\"results\":[]}".repeat(100))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(new MockResponse.Builder().body("{}").build());

        assertThat(failure(Ask.of("POST", LONG, "memories")).what()).isEqualTo(What.LOST);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aPageInHtmlWithStatus200IsUnreadable() {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/html; charset=utf-8")
                .body("<html>Sign in</html>")
                .build());

        ExchangeFailed failed = failure(Ask.of("GET", LONG, "memories"));

        assertThat(failed.what()).isEqualTo(What.UNREADABLE);
        assertThat(failed.words()).contains("text/html that is not JSON").contains("base URL");
    }

    @Test
    void redirectsAreNotFollowedAndTheKeyStaysHere() {
        server.enqueue(new MockResponse.Builder()
                .code(307)
                .addHeader("Location", server.url("/elsewhere"))
                .build());

        ExchangeFailed failed = failure(Ask.of("GET", LONG, "memories"));

        assertThat(failed.status()).isEqualTo(307);
        assertThat(failed.words()).contains("a redirect, which is not followed");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aPrivateAddressIsRefusedBeforeAnyConnection() {
        try (var byNumber = transport(URI.create("http://127.0.0.1:" + server.getPort()), false);
                var byName = transport(URI.create("http://localhost:" + server.getPort()), false)) {
            assertThat(failure(byNumber, Ask.of("GET", LONG, "x")).what()).isEqualTo(What.ADDRESS_REFUSED);
            assertThat(failure(byName, Ask.of("GET", LONG, "x")).what()).isEqualTo(What.ADDRESS_REFUSED);
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anErrorThatRepeatsTheKeyIsMasked() {
        server.enqueue(new MockResponse.Builder()
                .code(401)
                .body("{\"detail\":\"Unknown key m0-very-secret-key\"}")
                .build());

        assertThat(failure(Ask.of("GET", LONG, "memories")).words()).isEqualTo("Mem0 answered 401: Unknown key ****");
    }

    @Test
    void anErrorBodyThatBreaksOffLeavesTheStatusClear() {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "3")
                .body("{\"detail\":\"" + "slow ".repeat(100) + "\"}")
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        ExchangeFailed failed = failure(Ask.of("POST", LONG, "memories"));

        assertThat(failed.status()).isEqualTo(429);
        assertThat(failed.retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void anInterruptEndsAWaitingCall() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        var caught = new java.util.concurrent.CompletableFuture<ExchangeFailed>();
        Thread caller = Thread.startVirtualThread(
                () -> caught.complete(failure(Ask.of("GET", Duration.ofSeconds(20), "slow"))));
        assertThat(server.takeRequest(5, TimeUnit.SECONDS)).isNotNull();

        caller.interrupt();

        assertThat(caught.get(5, TimeUnit.SECONDS).what()).isEqualTo(What.INTERRUPTED);
    }

    @Test
    void anInterruptBeforeTheConnectionIsMetToo() {
        Thread.currentThread().interrupt();

        assertThat(failure(Ask.of("GET", LONG, "memories")).what()).isEqualTo(What.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }

    private ExchangeFailed failure(Ask ask) {
        try (var transport = transport(server.url("/").uri(), true)) {
            return failure(transport, ask);
        }
    }

    private static ExchangeFailed failure(Transport transport, Ask ask) {
        return assertThatExceptionOfType(ExchangeFailed.class)
                .isThrownBy(() -> transport.exchange(ask))
                .actual();
    }

    private static Transport transport(URI url, boolean allowPrivate) {
        return new Transport(
                new Endpoint(
                        url,
                        "Authorization",
                        "Token ",
                        Secret.of("m0-very-secret-key"),
                        Duration.ofSeconds(2),
                        64 * 1024,
                        allowPrivate),
                Clock.systemUTC());
    }
}
