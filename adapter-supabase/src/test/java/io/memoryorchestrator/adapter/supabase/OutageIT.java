package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.AdapterHealth.State;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.postgres.PostgresOptions;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import io.memoryorchestrator.tck.TimedCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

@DisabledIfEnvironmentVariable(
        named = LocalPostgres.URL_VARIABLE,
        matches = ".+",
        disabledReason = "a server that others use is not killed")
@DisabledIfSystemProperty(
        named = "infra",
        matches = "testcontainers",
        disabledReason = "the server is killed by its process, which is inside the container")
class OutageIT {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aDatabaseKilledUnderLoadIsUnavailableAndNothingConfirmedIsLost() throws Exception {
        Path folder = Files.createTempDirectory("outage-it-");
        PostgresOptions options = PostgresOptions.in(folder).thrownAway();
        try (LocalPostgres server = LocalPostgres.start(options);
                SupabaseAdapter adapter = new SupabaseAdapter(TestStore.settings(server.createDatabase("outage")))) {
            adapter.prepare();
            ConcurrentLinkedQueue<Turn> confirmed = new ConcurrentLinkedQueue<>();
            ConcurrentLinkedQueue<AdapterException> failures = new ConcurrentLinkedQueue<>();
            AtomicBoolean goOn = new AtomicBoolean(true);
            AtomicInteger position = new AtomicInteger();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 4; i++) {
                    threads.submit(() -> {
                        while (goOn.get()) {
                            Turn turn = turn(session("outage", "s"), position.incrementAndGet(), "under load");
                            try {
                                adapter.store(List.of(turn));
                                confirmed.add(turn);
                            } catch (AdapterException e) {
                                failures.add(e);
                            }
                        }
                    });
                }
                await().atMost(Duration.ofSeconds(30)).until(() -> confirmed.size() > 50);
                server.killImmediately();
                await().atMost(Duration.ofSeconds(30)).until(() -> !failures.isEmpty());
                TimedCheck down = TimedCheck.within(SECOND, adapter);
                server.restart();
                int before = confirmed.size();
                await().atMost(Duration.ofSeconds(60)).until(() -> confirmed.size() > before + 50);
                goOn.set(false);
                assertThat(down.health().state()).isEqualTo(State.DOWN);
                assertThat(down.took()).isLessThan(SECOND);
            }
            assertThat(failures)
                    .allSatisfy(failure -> assertThat(failure.kind().retryable())
                            .as(failure.getMessage())
                            .isTrue());
            assertThat(TestStore.ids(adapter.recent(session("outage", "s"), 1_000)))
                    .hasSizeGreaterThan(100);
            List<Turn> lost = confirmed.stream()
                    .filter(turn ->
                            adapter.lookup(turn.user(), List.of(turn.id())).isEmpty())
                    .toList();
            assertThat(lost).isEmpty();
        }
    }

    @Test
    void aReadOnlyDatabaseIsReadAndItsWritesAreTriedLater() {
        try (TestStore store = TestStore.open("read_only")) {
            Turn turn = turn(session("read-only", "s"), 1, "before");
            store.adapter().store(List.of(turn));
            store.execute("alter database read_only set default_transaction_read_only = on");
            try (SupabaseAdapter adapter = new SupabaseAdapter(TestStore.settings(store.url()))) {
                assertThat(adapter.recent(turn.session(), 1)).containsExactly(turn);
                assertThatThrownBy(() -> adapter.store(List.of(turn(turn.session(), 2, "after"))))
                        .isInstanceOfSatisfying(
                                AdapterException.class,
                                e -> assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE));
                assertThat(adapter.check().state()).isEqualTo(State.DEGRADED);
            }
        }
    }

    @Test
    void aLockHeldTooLongIsOverloadAndNotAFailureOfTheTurn() throws SQLException {
        PostgresUrl url = LocalPostgres.forTests().createDatabase("locked");
        SupabaseSettings settings = TestStore.settings(url).withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(2));
        try (SupabaseAdapter adapter = new SupabaseAdapter(settings);
                Connection hog = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                Statement statement = hog.createStatement()) {
            adapter.prepare();
            Turn turn = turn(session("locked", "s"), 1, "waits");
            hog.setAutoCommit(false);
            statement.execute("lock table memories.turns in access exclusive mode");

            assertThatThrownBy(() -> adapter.store(List.of(turn)))
                    .isInstanceOfSatisfying(
                            AdapterException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.OVERLOADED));

            hog.rollback();
            adapter.store(List.of(turn));
            assertThat(adapter.recent(turn.session(), 1)).containsExactly(turn);
        }
    }

    @Test
    void withoutADatabaseTheAdapterIsMadeAndSaysThatItIsDown() {
        SupabaseSettings settings = SupabaseSettings.of("postgres://u:p@127.0.0.1:1/none")
                .withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(1));
        try (SupabaseAdapter adapter = new SupabaseAdapter(settings)) {
            assertThat(adapter.check().state()).isEqualTo(State.DOWN);
            assertThatThrownBy(adapter::prepare)
                    .isInstanceOfSatisfying(
                            AdapterException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE))
                    .hasMessageContaining("127.0.0.1:1");
            assertThatThrownBy(() -> adapter.recent(session("u", "s"), 1))
                    .isInstanceOfSatisfying(
                            AdapterException.class,
                            e -> assertThat(e.kind().retryable()).isTrue());
        }
    }
}
