package io.memoryorchestrator.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.cli.testing.AnsweringServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatusCommandIT {

    @RegisterExtension
    final AnsweringServer server = new AnsweringServer();

    @Test
    void aNamedServerIsTheOneThatIsAsked() throws InterruptedException {
        server.answer(200, "[{\"name\":\"supabase\",\"state\":\"UP\"}]");

        assertThat(server.run(new StatusCommand())).isZero();

        assertThat(server.taken().getTarget()).isEqualTo("/v1/ops/adapters");
    }

    @Test
    void aNamedServerThatDoesNotAnswerAsItShouldIsAFailure() {
        server.answer(503, "{}");

        assertThat(server.run(new StatusCommand())).isOne();
    }
}
