package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.AdapterHealth.State;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** On a database as a hosted project has it: the owner is no superuser, and roles, schemas and functions are there already. */
@DisabledIfEnvironmentVariable(
        named = LocalPostgres.URL_VARIABLE,
        matches = ".+",
        disabledReason = "it needs a server whose superuser is not called postgres")
@DisabledIfSystemProperty(
        named = "infra",
        matches = "testcontainers",
        disabledReason = "it needs a server whose superuser is not called postgres")
class SupabaseProjectIT {
    private static final EmbeddingModelRef MODEL = new EmbeddingModelRef("m", 2);
    private static final Path EXPOSE = Path.of("../supabase/expose_memories.sql");

    private static SupabaseProject project;

    @BeforeAll
    static void start() throws IOException {
        project = SupabaseProject.start();
    }

    @AfterAll
    static void stop() {
        project.close();
    }

    @Test
    void whatTheSupabaseCliHasAppliedTheServerFindsDone() throws Exception {
        PostgresUrl url = project.create("by_cli");
        SortedMap<String, String> files = SupabaseLayout.written();
        for (String sql : files.values()) {
            SupabaseProject.run(url, sql);
        }

        try (SupabaseAdapter adapter = new SupabaseAdapter(TestStore.settings(url))) {
            adapter.prepare();

            assertThat(adapter.check().state()).isEqualTo(State.UP);
            assertThat(values(url, "select count(*) from memories.schema_history where success"))
                    .containsExactly(Integer.toString(files.size()));
            worksFor(adapter, url);
        }
    }

    @Test
    void theServerGoesOnWhereTheCliStoppedAndTheCliIsToldSo() throws Exception {
        PostgresUrl url = project.create("by_both");
        SortedMap<String, String> files = SupabaseLayout.written();
        String last = files.lastKey();
        for (String sql : files.headMap(last).values()) {
            SupabaseProject.run(url, sql);
        }

        try (SupabaseAdapter adapter = new SupabaseAdapter(TestStore.settings(url))) {
            adapter.prepare();

            assertThat(adapter.check().state()).isEqualTo(State.UP);
        }
        assertThatThrownBy(() -> SupabaseProject.run(url, Objects.requireNonNull(files.get(last))))
                .hasMessageContaining("has been run already")
                .hasMessageContaining("supabase migration repair --status applied " + last.substring(0, 14));
    }

    @Test
    void theServerAlonePreparesAProjectAndItsUsersGoWithTheirAccounts() throws Exception {
        PostgresUrl url = project.create("by_server");
        try (SupabaseAdapter adapter = new SupabaseAdapter(TestStore.settings(url))) {
            adapter.prepare();

            worksFor(adapter, url);
        }
    }

    @Test
    void exposingLetsUsersReadTheirOwnAndNothingElse() throws Exception {
        PostgresUrl url = project.create("exposed");
        try (SupabaseAdapter adapter = new SupabaseAdapter(TestStore.settings(url))) {
            adapter.prepare();
            UserRef user = account(url);
            Turn own = turn(new SessionRef(user, "s"), 1, "mine");
            adapter.store(List.of(own, turn(new SessionRef(account(url), "s"), 1, "another's")));
            assertThat(schemasOfTheDataApi(url)).isEmpty();

            SupabaseProject.run(url, Files.readString(EXPOSE));
            assertThat(schemasOfTheDataApi(url))
                    .as("only a superuser may, here")
                    .isEmpty();
            SupabaseProject.run(project.platform(url), Files.readString(EXPOSE));
            SupabaseProject.run(project.platform(url), Files.readString(EXPOSE));

            assertThat(schemasOfTheDataApi(url)).containsExactly("public, graphql_public, memories");
            adapter.prepare();
            PostgresUrl api = SupabaseProject.as(url, "authenticator", "authenticator");
            assertThat(values(api, asUser(user) + "select content from memories.turns"))
                    .containsExactly("mine");
            assertThatThrownBy(() -> values(api, asUser(user) + "delete from memories.turns returning content"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> values(api, "begin; set local role anon; select content from memories.turns"))
                    .hasMessageContaining("permission denied");
        }
    }

    /** The shim on a plain server and a project's own function mean the same. */
    @Test
    void theClaimFunctionsMeanTheSameWithAndWithoutSupabase() throws Exception {
        String a = "5b1c9b3e-0d5c-4f0e-9a53-0d3f8f0c1a11";
        String b = "6c2d9b3e-0d5c-4f0e-9a53-0d3f8f0c1a22";
        PostgresUrl hosted = project.create("claims");
        try (TestStore plain = TestStore.open("claims")) {
            for (PostgresUrl url : List.of(hosted, plain.url())) {
                assertThat(uid(url, "", "")).as("none, at %s", url).isNull();
                assertThat(uid(url, "", "{\"role\":\"anon\"}")).as("no sub").isNull();
                assertThat(uid(url, "", "{\"sub\":\"" + a + "\"}")).isEqualTo(a);
                assertThat(uid(url, b, "")).isEqualTo(b);
                assertThat(uid(url, b, "{\"sub\":\"" + a + "\"}"))
                        .as("the old setting wins")
                        .isEqualTo(b);
                assertThat(uid(url, "", "{\"sub\":\"nobody\"}")).as("no uuid").isEqualTo("22P02");
                assertThat(uid(url, "", "{\"sub\": 'not json")).isEqualTo("22P02");
            }
        }
    }

    private static void worksFor(SupabaseAdapter adapter, PostgresUrl url) throws SQLException {
        UserRef user = account(url);
        Turn own = turn(new SessionRef(user, "s"), 1, "the turnip of a user with an account");
        Turn named = turn(TestStore.session("test-user", "s"), 1, "the turnip of a user without");
        adapter.store(List.of(own, named));
        for (Turn turn : List.of(own, named)) {
            adapter.putEmbeddings(MODEL, List.of(new TurnEmbedding(TurnKey.of(turn), new float[] {1, 0})));
            assertThat(adapter.byWords(turn.user(), "turnip", TurnFilter.NONE, 5))
                    .extracting(Hit::turn)
                    .containsExactly(turn);
            assertThat(adapter.nearest(turn.user(), MODEL, new float[] {1, 0}, TurnFilter.NONE, 5, null))
                    .extracting(Hit::turn)
                    .containsExactly(turn);
        }

        SupabaseProject.run(
                SupabaseProject.as(url, "supabase_auth_admin", "auth-admin"),
                "delete from auth.users where id = '" + user.userId() + "'");

        assertThat(adapter.recent(own.session(), 5)).isEmpty();
        assertThat(values(url, "select content from memories.turns")).containsExactly(named.content());
    }

    private static UserRef account(PostgresUrl url) throws SQLException {
        UUID id = UUID.randomUUID();
        SupabaseProject.run(
                SupabaseProject.as(url, "supabase_auth_admin", "auth-admin"),
                "insert into auth.users (id) values ('" + id + "')");
        return TestStore.user(id.toString());
    }

    private static List<String> schemasOfTheDataApi(PostgresUrl url) throws SQLException {
        return values(url, """
                select split_part(setting, '=', 2) from pg_db_role_setting s, unnest(s.setconfig) setting
                where s.setrole = 'authenticator'::regrole and setting like 'pgrst.db_schemas=%'""");
    }

    private static String asUser(UserRef user) {
        return "begin; set local role authenticated; set local request.jwt.claims = '{\"sub\":\"" + user.userId()
                + "\",\"role\":\"authenticated\"}'; ";
    }

    private static @Nullable String uid(PostgresUrl url, String sub, String claims) {
        try {
            return values(
                            url,
                            "begin; set local request.jwt.claim.sub = '" + sub + "'; set local request.jwt.claims = '"
                                    + claims.replace("'", "''") + "'; select auth.uid()")
                    .getFirst();
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    /** The first column of the last statement. */
    private static List<String> values(PostgresUrl url, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows && statement.getUpdateCount() >= 0) {
                rows = statement.getMoreResults();
            }
            ResultSet result = statement.getResultSet();
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }
}
