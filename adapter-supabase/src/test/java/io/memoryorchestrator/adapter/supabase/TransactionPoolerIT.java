package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.spi.AdapterHealth.State;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All callers share one server connection, which PgBouncer hands from one to the next after each transaction. */
class TransactionPoolerIT {
    private static final Path PGBOUNCER = Path.of("/usr/sbin/pgbouncer");

    @Test
    void usersAlternatingOnOneServerConnectionSeeOnlyTheirOwn() throws Exception {
        assumeTrue(Files.isExecutable(PGBOUNCER), "PgBouncer is not installed: apt-get install pgbouncer");
        try (TestStore direct = TestStore.open("transaction_pooler")) {
            int port = freePort();
            Process pooler = start(direct.url(), port);
            PostgresUrl url = direct.url();
            SupabaseSettings settings = SupabaseSettings.of(
                            new PostgresUrl("127.0.0.1", port, url.database(), url.user(), url.password(), Map.of())
                                    .withPassword())
                    .behindTransactionPooler(url.withPassword());
            try (SupabaseAdapter adapter = new SupabaseAdapter(settings)) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> adapter.check().state() != State.DOWN);
                adapter.prepare();
                List<Turn> turns = IntStream.range(0, 8)
                        .mapToObj(i -> turn(session("pooled-" + i, "s"), 1, "the secret turnip of " + i))
                        .toList();
                adapter.store(turns);
                List<Callable<Boolean>> users = new ArrayList<>();
                turns.forEach(own -> users.add(() -> {
                    for (int round = 0; round < 25; round++) {
                        assertThat(adapter.recent(own.session(), 5)).containsExactly(own);
                        assertThat(adapter.byWords(own.user(), "turnip", TurnFilter.NONE, 5))
                                .extracting(Hit::turn)
                                .containsExactly(own);
                        adapter.sessions().put(own.session(), Map.of("round", round), null, null);
                    }
                    return true;
                }));
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (Future<Boolean> user : threads.invokeAll(users)) {
                        assertThat(user.get()).isTrue();
                    }
                }
            } finally {
                pooler.destroy();
            }
        }
    }

    private static Process start(PostgresUrl server, int port) throws IOException {
        Path folder = Files.createTempDirectory("pooler-it-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        String password = new Connections(TestStore.settings(server))
                .appPassword()
                .orElseThrow()
                .reveal();
        Path users = Files.writeString(folder.resolve("users.txt"), "\"memory_app\" \"" + password + "\"\n");
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
