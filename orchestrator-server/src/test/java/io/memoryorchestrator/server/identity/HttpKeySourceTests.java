package io.memoryorchestrator.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpKeySourceTests {
    private static final Duration SHORT = Duration.ofMillis(400);

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aSetIsReadAsItIsPublished() throws Exception {
        HttpKeySource source = answering(Duration.ofSeconds(10), exchange -> say(exchange, 200, "{\"keys\":[\"ä\"]}"));

        assertThat(source.read()).isEqualTo("{\"keys\":[\"ä\"]}");
    }

    @Test
    void anAnswerThatDoesNotComeIsGivenUp() {
        assertGivenUp(exchange -> over.await());
    }

    @Test
    void aBodyThatStallsIsGivenUp() {
        assertGivenUp(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            over.await();
        });
    }

    @Test
    void aBodyThatDripsIsGivenUp() {
        assertGivenUp(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            do {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            } while (!over.await(20, TimeUnit.MILLISECONDS));
        });
    }

    @Test
    void aLargeAnswerAndAnErrorAreRefused() {
        Duration enough = Duration.ofSeconds(10);
        HttpKeySource large = answering(enough, exchange -> say(exchange, 200, " ".repeat(300_000)));
        assertThatIOException().isThrownBy(large::read).withMessage("it answers with more than 262144 bytes");

        server.removeContext("/keys");
        HttpKeySource broken = answering(enough, exchange -> say(exchange, 500, "broken"));
        assertThatIOException().isThrownBy(broken::read).withMessage("it answers with status 500");
    }

    private void assertGivenUp(Answer answer) {
        assertThatIOException()
                .isThrownBy(answering(SHORT, answer)::read)
                .withMessage("it has not answered in full within 400 ms");
    }

    private HttpKeySource answering(Duration limit, Answer answer) {
        server.createContext("/keys", exchange -> {
            try (exchange) {
                answer.to(exchange);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        return new HttpKeySource(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"), limit);
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }
}
