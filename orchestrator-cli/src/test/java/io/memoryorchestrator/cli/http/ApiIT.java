package io.memoryorchestrator.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.cli.testing.AnsweringServer;
import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiIT {

    @RegisterExtension
    final AnsweringServer server = new AnsweringServer();

    @ParameterizedTest
    @CsvSource({"'',/v1/a?b=c", "/,/v1/a?b=c", "/memory,/memory/v1/a?b=c", "/my%20memory/,/my%20memory/v1/a?b=c"})
    void aPathBeforeTheApiIsKept(String prefix, String asked) throws InterruptedException {
        server.answer(200, "{}");

        new Api(URI.create(server.url() + prefix)).get("/v1/a?b=c");

        assertThat(server.taken().getTarget()).isEqualTo(asked);
    }
}
