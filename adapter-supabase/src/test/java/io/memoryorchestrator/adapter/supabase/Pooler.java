package io.memoryorchestrator.adapter.supabase;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PgBouncer in transaction mode with a single server connection, for the tests that want one between. */
final class Pooler implements AutoCloseable {
    private static final Path PGBOUNCER = Path.of("/usr/sbin/pgbouncer");

    private final PostgresUrl url;
    private final Process process;

    private Pooler(PostgresUrl url, Process process) {
        this.url = url;
        this.process = process;
    }

    /** Skips the test where PgBouncer is not installed. It listens some moments after this has returned. */
    static Pooler before(PostgresUrl server) throws IOException {
        assumeTrue(Files.isExecutable(PGBOUNCER), "PgBouncer is not installed: apt-get install pgbouncer");
        int port = freePort();
        PostgresUrl url =
                new PostgresUrl("127.0.0.1", port, server.database(), server.user(), server.password(), Map.of());
        return new Pooler(url, start(server, port));
    }

    /** The same database and login as the server's, through the pooler. */
    PostgresUrl url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static Process start(PostgresUrl server, int port) throws IOException {
        Path folder = Files.createTempDirectory("pooler-it-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path users = Files.writeString(folder.resolve("users.txt"), users(server));
        Path configuration = Files.writeString(
                folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=%s port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = transaction
                default_pool_size = 1
                max_client_conn = 50
                ignore_startup_parameters = extra_float_digits
                """.formatted(server.host(), server.port(), port, users));
        List<String> command = new ArrayList<>(List.of(PGBOUNCER.toString(), "-q"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(configuration.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static String users(PostgresUrl server) {
        try (Connections connections = new Connections(TestStore.settings(server))) {
            String ofTheApplication = connections.appPassword().orElseThrow().reveal();
            return "\"" + Caller.APP_ROLE + "\" \"" + ofTheApplication + "\"\n\"" + server.user() + "\" \""
                    + server.password() + "\"\n";
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
