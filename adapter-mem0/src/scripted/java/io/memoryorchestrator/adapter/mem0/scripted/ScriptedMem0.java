package io.memoryorchestrator.adapter.mem0.scripted;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A Mem0 on a free loopback port. Its paths decide the flavour, so one server plays both; {@link #script} decides how
 * each request is treated. It counts every accepted add by turn id, which is what "exactly once" is checked against.
 */
public final class ScriptedMem0 implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final MemoryShelf shelf = new MemoryShelf();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<Fault, AtomicLong> played = new ConcurrentHashMap<>();
    private volatile FaultScript script = FaultScript.PEACE;
    private volatile int pollsUntilDone;
    private volatile long retryAfterSeconds = 1;
    private volatile boolean adminKey = true;

    private ScriptedMem0(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    public static ScriptedMem0 start() {
        return start(0);
    }

    /** @param port 0 for any that is free */
    public static ScriptedMem0 start(int port) {
        try {
            return new ScriptedMem0(port);
        } catch (IOException failed) {
            throw new UncheckedIOException("The scripted Mem0 cannot listen on port " + port, failed);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public ScriptedMem0 script(FaultScript next) {
        script = next;
        return this;
    }

    /** How often an event of the platform is answered PENDING before it ends. */
    public ScriptedMem0 pollsUntilDone(int polls) {
        pollsUntilDone = polls;
        return this;
    }

    public ScriptedMem0 retryAfterSeconds(long seconds) {
        retryAfterSeconds = seconds;
        return this;
    }

    /** Whether the open-source flavour lets the key delete in bulk. */
    public ScriptedMem0 adminKey(boolean admin) {
        adminKey = admin;
        return this;
    }

    public List<StoredMemory> memories() {
        return shelf.list(memory -> true);
    }

    /** How often each turn was accepted. */
    public Map<String, Integer> addsByTurn() {
        return shelf.addsByTurn();
    }

    /** How often each fault has been played. */
    public long played(Fault fault) {
        AtomicLong count = played.get(fault);
        return count == null ? 0 : count.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            boolean add = exchange.getRequestMethod().equals("POST")
                    && (path.equals("/memories") || path.equals("/v3/memories/add/"));
            Fault fault = script.next(new FaultScript.Request(
                    exchange.getRequestMethod(), path, add, new String(body, StandardCharsets.UTF_8)));
            played.computeIfAbsent(fault, _ -> new AtomicLong()).incrementAndGet();
            var routes = new ScriptedRoutes(shelf, pollsUntilDone, adminKey);
            switch (fault) {
                case NONE -> answer(exchange, routes.perform(exchange, body));
                case SERVER_ERROR -> answer(exchange, Reply.of(500, Map.of("error", "scripted failure")));
                case ERROR_AFTER_DOING -> {
                    routes.perform(exchange, body);
                    answer(
                            exchange,
                            Reply.of(502, Map.of("detail", "upstream failed", "code", "vector_store_unavailable")));
                }
                case UNAVAILABLE -> answer(exchange, busy(503));
                case TOO_MANY -> answer(exchange, busy(429));
                case KEY_REFUSED -> answer(exchange, Reply.of(401, Map.of("detail", "Invalid token.")));
                case INVALID -> answer(exchange, Reply.of(422, Map.of("detail", "scripted: invalid")));
                case SILENCE -> silence();
                case SILENCE_AFTER_DOING -> {
                    routes.perform(exchange, body);
                    silence();
                }
                case TRICKLE -> trickle(exchange, routes.perform(exchange, body));
                case CUT -> cut(exchange, routes.perform(exchange, body));
                case HTML -> answer(exchange, Reply.html());
                case WRONG_ID -> answer(exchange, routes.performAndLie(exchange, body));
                case STORED_NOTHING -> answer(exchange, routes.pretend(exchange));
                case FAILS_LATER -> answer(exchange, routes.acceptAndFail(exchange, body));
            }
        }
    }

    private Reply busy(int status) {
        return new Reply(
                status,
                "application/json",
                Reply.json(Map.of("detail", "scripted: slow down")),
                Map.of("Retry-After", Long.toString(retryAfterSeconds)));
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
    }

    /** The client's deadline ends this; the latch only bounds it when the server is closed or nobody ever leaves. */
    private void silence() {
        await(20, TimeUnit.SECONDS);
    }

    private void trickle(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(200, 0);
        for (byte one : reply.body()) {
            exchange.getResponseBody().write(one);
            exchange.getResponseBody().flush();
            if (await(100, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static void cut(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(200, reply.body().length + 100L);
        exchange.getResponseBody().write(reply.body(), 0, reply.body().length / 2);
        exchange.getResponseBody().flush();
    }

    private boolean await(long time, TimeUnit unit) {
        try {
            return closing.await(time, unit);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
