package io.memoryorchestrator.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.cli.testing.AnsweringServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillStartIT {

    @RegisterExtension
    final AnsweringServer server = new AnsweringServer();

    @Test
    void aJobThatFinishesIsSuccess() {
        assertThat(runUntil("FINISHED")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"FAILED, failed", "CANCELLED, was cancelled"})
    void aJobThatEndsOtherwiseIsNone(String state, String told) {
        assertThat(runUntil(state)).isOne();

        assertThat(server.failure())
                .hasMessageContaining("The backfill b1 " + told + " (no such target)")
                .hasMessageContaining("'memctl backfill start'");
    }

    private int runUntil(String state) {
        server.answer(202, "{\"intentId\":\"b1\",\"status\":\"ACCEPTED\"}");
        server.answer(200, "{\"id\":\"b1\",\"state\":\"RUNNING\"}");
        server.answer(200, "{\"id\":\"b1\",\"state\":\"" + state + "\",\"reason\":\"no such target\"}");
        return server.run(new BackfillStart(), "--user", "ada", "--target", "embeddings", "--wait");
    }
}
