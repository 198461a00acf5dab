package io.memoryorchestrator.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.local.kafka.KafkaOptions;
import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.postgres.PostgresOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {

    @TempDir
    private Path checkout;

    private final Console console = new Console(System.out, System.err, false, false);

    @AfterEach
    void leaveNothing() {
        stack().down(true);
    }

    @Test
    void comesUpTwiceSurvivesKillsAndLeavesNothingWhenWiped() throws IOException {
        RunningStack first = stack().up(withoutServer());
        RunningStack second = stack().up(withoutServer());
        assertThat(second).isEqualTo(first);

        LocalPostgres.find(PostgresOptions.in(folders().postgres()))
                .orElseThrow()
                .killImmediately();
        LocalKafka.find(KafkaOptions.in(folders().kafka())).orElseThrow().kill();
        assertThat(stack().up(withoutServer())).isEqualTo(first);

        assertThat(stack().running()).containsExactly(StackPart.DATABASE, StackPart.BROKER);
        stack().downExcept(Set.of(StackPart.DATABASE));
        assertThat(stack().running()).containsExactly(StackPart.DATABASE);

        stack().down(false);
        assertThat(LocalPostgres.find(PostgresOptions.in(folders().postgres()))).isEmpty();
        assertThat(LocalKafka.find(KafkaOptions.in(folders().kafka()))).isEmpty();
        assertThat(folders().postgres()).exists();

        stack().down(true);
        assertThat(folders().postgres()).doesNotExist();
        assertThat(folders().kafka()).doesNotExist();
        stack().down(true);
    }

    @Test
    void whatWasStartedIsStoppedAgainWhenTheServerCannotBe() throws IOException {
        Path target = Files.createDirectories(checkout.resolve("orchestrator-server/target"));
        Files.writeString(target.resolve("orchestrator-server-1.jar"), "not a jar");

        assertThatThrownBy(() -> stack().up(UpRequest.USUAL))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("The server is not built");

        assertThat(LocalPostgres.find(PostgresOptions.in(folders().postgres()))).isEmpty();
        assertThat(LocalKafka.find(KafkaOptions.in(folders().kafka()))).isEmpty();
    }

    private LocalStack stack() {
        return new LocalStack(folders(), console);
    }

    private StackFolders folders() {
        return StackFolders.of(checkout, "root".equals(System.getProperty("user.name")));
    }

    private static UpRequest withoutServer() {
        return new UpRequest(0, 0, 0, 0, true, List.of());
    }
}
