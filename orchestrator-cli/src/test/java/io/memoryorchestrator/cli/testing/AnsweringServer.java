package io.memoryorchestrator.cli.testing;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine;

/**
 * A server for a test's commands, which gives the answers it was told, one after the other. A field of it with
 * {@link RegisterExtension} is started before each test and closed after it.
 */
public final class AnsweringServer implements BeforeEachCallback, AfterEachCallback {
    private MockWebServer server = new MockWebServer();
    private @Nullable Throwable failure;

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        server = new MockWebServer();
        server.start();
        failure = null;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        server.close();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    public void answer(int code, String body) {
        server.enqueue(new MockResponse.Builder().code(code).body(body).build());
    }

    /** The next request that came, waited for. */
    public RecordedRequest taken() throws InterruptedException {
        return server.takeRequest();
    }

    /** The next request that came, as its method and path. */
    public String asked() throws InterruptedException {
        RecordedRequest request = taken();
        return request.getMethod() + " " + request.getTarget();
    }

    public int requests() {
        return server.getRequestCount();
    }

    /** Runs a command against this server; its exit code, 1 for one that throws. */
    public int run(Callable<Integer> command, String... arguments) {
        return new CommandLine(command)
                .setExecutionExceptionHandler((thrown, at, given) -> {
                    failure = thrown;
                    return 1;
                })
                .execute(Stream.concat(Stream.of("--url", url()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /** What the last command threw. */
    public @Nullable Throwable failure() {
        return failure;
    }
}
