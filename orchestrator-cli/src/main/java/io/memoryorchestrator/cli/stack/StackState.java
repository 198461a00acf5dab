package io.memoryorchestrator.cli.stack;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Json;
import io.memoryorchestrator.local.process.Folders;
import io.memoryorchestrator.local.process.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What {@code .local/stack.json} remembers between commands. Processes are kept with their start instant, so that a
 * number that was given again is never mistaken for ours.
 *
 * @param bootstrapServers the broker
 * @param databaseUrl the database, with its password: the file is readable by its owner only
 * @param databaseFolder where the database's files are, or how it is given
 * @param server the server's process, its ports, and which build it runs
 */
record StackState(String bootstrapServers, String databaseUrl, String databaseFolder, Server server) {

    /** @param build tells builds apart, see {@link ServerJar#build()} */
    record Server(long pid, String startedAt, int port, int managementPort, String build) {

        static Server of(ProcessHandle process, int port, int managementPort, String build) {
            ProcessId id = ProcessId.of(process);
            return new Server(id.pid(), id.startedAt().toString(), port, managementPort, build);
        }

        ProcessId process() {
            return new ProcessId(pid, Instant.parse(startedAt));
        }

        String url() {
            return "http://127.0.0.1:" + port;
        }

        String managementUrl() {
            return "http://127.0.0.1:" + managementPort;
        }
    }

    /** A damaged file counts as none: everything in it can be found out again. */
    static Optional<StackState> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), StackState.class));
        } catch (JacksonException damaged) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CommandFailure("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether the server was started for this broker and this database. */
    boolean reaches(String bootstrapServers, String databaseUrl) {
        return this.bootstrapServers.equals(bootstrapServers) && this.databaseUrl.equals(databaseUrl);
    }

    void write(Path file) {
        Folders.writePrivately(file, Json.MAPPER.writeValueAsString(this));
    }
}
