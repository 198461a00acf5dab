package io.memoryorchestrator.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiIT {

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"'',/v1/a?b=c", "/,/v1/a?b=c", "/memory,/memory/v1/a?b=c", "/my%20memory/,/my%20memory/v1/a?b=c"})
    void aPathBeforeTheApiIsKept(String prefix, String asked) throws InterruptedException {
        server.enqueue(new MockResponse.Builder().code(200).body("{}").build());

        new Api(URI.create("http://127.0.0.1:" + server.getPort() + prefix)).get("/v1/a?b=c");

        assertThat(server.takeRequest().getTarget()).isEqualTo(asked);
    }
}
