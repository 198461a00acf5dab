package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.AdapterHealth.State;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparationIT {

    @Test
    void preparingTwiceIsTheSameAsPreparingOnce() {
        try (TestStore store = TestStore.open("prepare_twice")) {
            store.adapter().prepare();

            assertThat(store.number(
                            "select count(*) from memories.schema_history where success and version is not null"))
                    .isEqualTo(store.number(
                            "select count(distinct version) from memories.schema_history where version is not null"));
            assertThat(store.adapter().check().state()).isEqualTo(State.UP);
        }
    }

    @Test
    void aMigrationThatIsNotTheOneThatWasRunIsNamed() {
        try (TestStore store = TestStore.open("prepare_changed")) {
            store.execute("update memories.schema_history set checksum = checksum + 1 where version = '003'");

            assertThatThrownBy(store.adapter()::prepare)
                    .isInstanceOfSatisfying(
                            AdapterException.class,
                            refused -> assertThat(refused.kind()).isEqualTo(FailureKind.REJECTED))
                    .hasMessageContaining("checksum mismatch for migration version 003")
                    .hasMessageContaining("start the release that made this schema");
        }
    }

    @Test
    void severalProcessesPrepareAtOnce() throws Exception {
        PostgresUrl url = LocalPostgres.forTests().createDatabase("prepare_at_once");
        List<SupabaseAdapter> processes = IntStream.range(0, 4)
                .mapToObj(i -> new SupabaseAdapter(TestStore.settings(url)))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> preparations = new ArrayList<>();
            processes.forEach(process -> preparations.add(() -> {
                process.prepare();
                return true;
            }));
            for (Future<Boolean> preparation : threads.invokeAll(preparations)) {
                assertThat(preparation.get()).isTrue();
            }
        }
        processes.forEach(process -> assertThat(process.check().state()).isEqualTo(State.UP));
        processes.forEach(SupabaseAdapter::close);
        LocalPostgres.forTests().dropDatabase("prepare_at_once");
    }

    @Test
    void anExtensionInAnotherSchemaIsFound() throws SQLException {
        PostgresUrl url = LocalPostgres.forTests().createDatabase("prepare_elsewhere");
        execute(url, "create extension vector with schema public");
        try (SupabaseAdapter adapter = new SupabaseAdapter(TestStore.settings(url))) {
            adapter.prepare();
            Turn turn = turn(session("elsewhere", "s"), 1, "x");
            EmbeddingModelRef model = new EmbeddingModelRef("m", 2);
            adapter.store(List.of(turn));
            adapter.putEmbeddings(model, List.of(new TurnEmbedding(TurnKey.of(turn), new float[] {1, 0})));

            assertThat(adapter.nearest(turn.user(), model, new float[] {1, 0}, TurnFilter.NONE, 1, null))
                    .extracting(Hit::turn)
                    .containsExactly(turn);
        }
        LocalPostgres.forTests().dropDatabase("prepare_elsewhere");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table memories.turns disable row level security | alter table memories.turns enable row level security | row-level security is off on memories.turns",
                "alter table memories.turns_p07 no force row level security | alter table memories.turns_p07 force row level security | not forced on memories.turns_p07",
                "create table memories.forgotten (id int) | drop table memories.forgotten | off on memories.forgotten",
                "grant select on memories.turns to anon | revoke select on memories.turns from anon | anon has privileges on memories.turns",
                "alter role memory_worker bypassrls | alter role memory_worker nobypassrls | may become memory_worker, which has BYPASSRLS",
                "alter role memory_app superuser | alter role memory_app nosuperuser | memory_app, which is a superuser"
            })
    void aDatabaseInWhichIsolationWouldNotHoldIsRefused(String breach, String repair, String told) throws SQLException {
        try (TestStore store = TestStore.open("preflight_it")) {
            store.execute(breach);
            try {
                assertThatThrownBy(() -> store.adapter().prepare())
                        .isInstanceOfSatisfying(
                                AdapterException.class,
                                e -> assertThat(e.kind()).isEqualTo(FailureKind.REJECTED))
                        .hasMessageContaining(told);
            } finally {
                store.execute(repair);
            }
            assertThatCode(() -> store.adapter().prepare()).doesNotThrowAnyException();
        }
    }

    @Test
    void aConfiguredPasswordOfTheLoginRoleIsUsedAndReplacesTheDerivedOne() throws SQLException {
        try (TestStore store = TestStore.open("own_password")) {
            SupabaseSettings derived = TestStore.settings(store.url());
            SupabaseSettings own = new SupabaseSettings(
                    derived.url(),
                    null,
                    null,
                    null,
                    Secret.of("p'w \" \\ ü"),
                    2,
                    derived.connectionTimeout(),
                    derived.statementTimeout(),
                    null,
                    "default",
                    derived.hnsw(),
                    derived.largeUsers());
            try (SupabaseAdapter adapter = new SupabaseAdapter(own)) {
                adapter.prepare();
                assertThat(adapter.check().state()).isEqualTo(State.UP);
            }
            store.adapter().prepare();
            assertThat(store.adapter().check().state()).isEqualTo(State.UP);
        }
    }

    @Test
    void wrongCredentialsOfTheOwnerAreSaidWithoutShowingThem() {
        PostgresUrl url = LocalPostgres.forTests().url();
        SupabaseSettings settings = SupabaseSettings.of(
                "postgres://nobody-here:s3cr3t-canary@" + url.host() + ":" + url.port() + "/" + url.database());
        try (SupabaseAdapter adapter = new SupabaseAdapter(settings)) {
            assertThatThrownBy(adapter::prepare)
                    .isInstanceOfSatisfying(
                            AdapterException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE))
                    .hasMessageContaining("check the user and password")
                    .hasMessageNotContaining("s3cr3t-canary");
            assertThat(settings.toString()).doesNotContain("s3cr3t-canary");
        }
    }

    private static void execute(PostgresUrl url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
