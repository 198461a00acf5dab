package io.memoryorchestrator.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTests {

    @TempDir
    private Path folder;

    @Test
    void aDamagedFileCountsAsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("stack.json"), "{\"bootstrapServers\":\"127");

        assertThat(StackState.read(file)).isEmpty();
        assertThat(StackState.read(folder.resolve("absent"))).isEmpty();
    }

    @Test
    void whatIsWrittenCanBeReadBackByItsOwnerOnly() throws IOException {
        Path file = folder.resolve("stack.json");
        StackState state = new StackState(
                "127.0.0.1:1",
                "postgresql://postgres:secret@127.0.0.1:2/memories",
                "/data",
                StackState.Server.of(ProcessHandle.current(), 3, 4, "server.jar 5 6"));

        state.write(file);

        assertThat(StackState.read(file)).contains(state);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(state.server().process().isAlive()).isTrue();
    }

    @Test
    void aServerReachesOnlyTheBrokerAndDatabaseItWasStartedFor() {
        StackState state = new StackState(
                "127.0.0.1:1",
                "postgresql://p:s@127.0.0.1:2/m",
                "/data",
                new StackState.Server(1, "then", 3, 4, "build"));

        assertThat(state.reaches("127.0.0.1:1", "postgresql://p:s@127.0.0.1:2/m"))
                .isTrue();
        assertThat(state.reaches("127.0.0.1:9", "postgresql://p:s@127.0.0.1:2/m"))
                .isFalse();
        assertThat(state.reaches("127.0.0.1:1", "postgresql://p:s@127.0.0.1:9/m"))
                .isFalse();
    }

    @Test
    void aProcessNumberThatWasGivenAgainIsNotOurServer() {
        StackState.Server old =
                new StackState.Server(ProcessHandle.current().pid(), "2001-01-01T00:00:00Z", 3, 4, "server.jar 5 6");

        assertThat(old.process().isAlive()).isFalse();
    }

    @Test
    void underRootTheDatabaseLivesOutsideTheCheckout() {
        StackFolders asRoot = StackFolders.of(folder, true);
        StackFolders asUser = StackFolders.of(folder, false);

        assertThat(asUser.postgres()).isEqualTo(folder.resolve(".local").resolve("postgres"));
        assertThat(asRoot.postgres()).asString().startsWith("/var/tmp/");
        assertThat(asRoot).isEqualTo(StackFolders.of(folder, true));
        assertThat(asRoot.postgres())
                .isNotEqualTo(StackFolders.of(folder.resolve("other"), true).postgres());
    }
}
