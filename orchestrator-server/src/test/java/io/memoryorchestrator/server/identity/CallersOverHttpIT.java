package io.memoryorchestrator.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import io.memoryorchestrator.server.testing.IdentityTest;
import io.memoryorchestrator.server.testing.Rows;
import io.memoryorchestrator.server.testing.Tokens;
import io.memoryorchestrator.server.testing.WithIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Who may do what, asked of a running server; the endpoints are those that it has, also those that come later. */
@IdentityTest
@ExtendWith(OutputCaptureExtension.class)
class CallersOverHttpIT {
    private static final String CANARY = "The password of the treehouse is kumquat";

    private final String ada = UUID.randomUUID().toString();
    private final String bob = UUID.randomUUID().toString();
    private final CanonicalStore store;
    private final RequestMappingHandlerMapping mappings;
    private final Rows rows;
    private final Gateway nobody;
    private final Gateway adas;
    private final Gateway bobs;
    private final Gateway backEnd;
    private final Gateway operator;
    private final int managementPort;

    CallersOverHttpIT(
            @Autowired CanonicalStore store,
            @Autowired RequestMappingHandlerMapping mappings,
            @Value("${orchestrator.adapter.supabase.url}") String database,
            @LocalServerPort int port,
            @LocalManagementPort int managementPort) {
        this.store = store;
        this.mappings = mappings;
        this.rows = new Rows(database);
        this.nobody = new Gateway(port);
        this.adas = nobody.with(Tokens.of(ada, Instant.now()));
        this.bobs = nobody.with(Tokens.es256(
                WithIdentity.PROJECT_KEY, Tokens.claims(bob, Instant.now()).build()));
        this.backEnd = nobody.with(WithIdentity.SERVICE_TOKEN);
        this.operator = nobody.with(WithIdentity.OPS_TOKEN);
        this.managementPort = managementPort;
    }

    @BeforeEach
    void theServerIsReady() {
        operator.awaitReady();
    }

    @Test
    void noEndpointAnswersWithoutATokenOrWithAForgedOne() {
        JWTClaimsSet claims = Tokens.claims(ada, Instant.now()).build();
        String unsigned = encoded("{\"alg\":\"none\"}") + "." + encoded(claims.toString()) + ".";
        Map<String, String> tokens = Map.of(
                "forged", Tokens.hs256("another-secret-that-is-long-enough-for-hs256", claims),
                "expired", Tokens.of(ada, Instant.now().minusSeconds(7200)),
                "of another audience", Tokens.of(ada, Instant.now(), builder -> builder.audience("anon")),
                "unsigned", unsigned,
                "a key of the project", "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz");
        List<Endpoint> endpoints = endpoints();
        assertThat(endpoints).hasSizeGreaterThan(8);

        for (Endpoint endpoint : endpoints) {
            assertCode(endpoint.ask(nobody, bob), 401, "token_missing", endpoint + " without a token");
            tokens.forEach((what, token) -> assertCode(
                    endpoint.ask(nobody.with(token), bob),
                    401,
                    what.equals("expired") ? "token_expired" : "token_invalid",
                    endpoint + " with a token that is " + what));
        }
    }

    @Test
    void aUsersTokenNeverReachesWhatIsAnothers() {
        JsonNode report = bobs.follow("/v1/intents/turn-committed", turn(bob, CANARY), "ENRICHED");
        String turnId = report.get("turnIds").get(0).stringValue();
        List<String> before = rowsOf(bob);
        assertThat(before).isNotEmpty();

        for (Endpoint endpoint : endpoints()) {
            for (String id : List.of(bob, "s1", turnId, report.get("intentId").stringValue())) {
                Answer answer = endpoint.ask(adas, bob, id);
                assertThat(answer.body()).as("%s for %s", endpoint, id).doesNotContain("kumquat");
                assertThat(answer.status())
                        .as("%s for %s: %s", endpoint, id, answer.body())
                        .isBetween(endpoint.answersWithTheCallersOwn() ? 200 : 400, 499);
            }
        }
        assertThat(rowsOf(bob)).as("nothing of the other user's has changed").isEqualTo(before);
    }

    @Test
    void operatorsEndpointsAreForOperators() {
        List<Endpoint> ofOperators = endpoints().stream()
                .filter(each -> each.path().startsWith("/v1/ops/"))
                .toList();
        assertThat(ofOperators).isNotEmpty();

        for (Endpoint endpoint : ofOperators) {
            assertCode(endpoint.ask(adas, ada), 403, "forbidden", endpoint + " for a user");
            assertCode(endpoint.ask(backEnd, ada), 403, "forbidden", endpoint + " for a service");
        }
        assertThat(operator.get("/v1/ops/adapters").status()).isEqualTo(200);
    }

    @Test
    void aUserWritesAndReadsItsOwn() {
        JsonNode report = adas.follow("/v1/intents/turn-committed", turn(ada, "I keep bees"), "STORED", "ENRICHED");

        assertThat(adas.post("/v1/context", question(ada)).body()).contains("I keep bees");
        assertThat(rows.of(
                        "select actor from memories.intents where intent_id = ?",
                        report.get("intentId").stringValue()))
                .containsExactly("user:default:" + ada);
    }

    @Test
    void namingAnotherUserIsRefusedAndLeavesNothing() {
        assertCode(adas.post("/v1/intents/turn-committed", turn(bob, "I am Bob")), 403, "identity_mismatch", "turn");
        assertCode(adas.post("/v1/context", question(bob)), 403, "identity_mismatch", "question");
        assertCode(
                adas.post("/v1/intents/turn-committed", turn(ada, "x").replace("{", "{\"tenantId\":\"other\",")),
                403,
                "identity_mismatch",
                "another tenant");
        assertCode(
                adas.post(
                        "/v1/intents", "[" + envelope(turn(ada, "mine")) + "," + envelope(turn(bob, "not mine")) + "]"),
                403,
                "identity_mismatch",
                "one of several");
        for (String scope : List.of("{\"all\":true}", "{\"tenantId\":\"default\"}", "{\"userId\":\"" + bob + "\"}")) {
            assertCode(
                    adas.post("/v1/intents/session-backfill", "{\"scope\":" + scope + ",\"targets\":[\"cache\"]}"),
                    403,
                    "identity_mismatch",
                    scope);
        }
        assertThat(rows.of("select intent_id from memories.intents where external_id in (?, ?)", ada, bob))
                .isEmpty();
    }

    @Test
    void anothersIntentLooksLikeOneThatIsNot() {
        JsonNode report = bobs.follow("/v1/intents/turn-committed", turn(bob, CANARY), "STORED", "ENRICHED");
        String id = report.get("intentId").stringValue();

        Answer anothers = adas.get("/v1/intents/" + id);
        Answer absent = adas.get("/v1/intents/" + UUID.randomUUID());

        assertThat(anothers.status()).isEqualTo(404).isEqualTo(absent.status());
        assertThat(anothers.body().replace(id, "ID")).isEqualTo(absent.body().replaceAll("[0-9a-f-]{36}", "ID"));
        assertThat(bobs.get("/v1/intents/" + id).status()).isEqualTo(200);
        assertThat(backEnd.get("/v1/intents/" + id).status()).isEqualTo(200);
    }

    @Test
    void anIdThatAUserChoosesTakesNothingFromAnother() {
        String id = "chosen-" + UUID.randomUUID();
        Answer ofAda = adas.post(
                "/v1/intents", envelope(turn(ada, "mine")).replace("{\"type\"", "{\"id\":\"" + id + "\",\"type\""));
        Answer ofBob = bobs.post(
                "/v1/intents", envelope(turn(bob, "mine")).replace("{\"type\"", "{\"id\":\"" + id + "\",\"type\""));

        assertThat(ofAda.status()).isEqualTo(202);
        assertThat(ofBob.status()).isEqualTo(202);
        assertThat(ofAda.json().get("intentId")).isNotEqualTo(ofBob.json().get("intentId"));
    }

    @Test
    void aServiceActsForEveryUserOfItsTenantAndASupabaseUserMayBeOne() {
        String anyName = "test-user-" + UUID.randomUUID();
        backEnd.follow("/v1/intents/turn-committed", turn(anyName, "I keep hens"), "STORED", "ENRICHED");
        assertThat(backEnd.post("/v1/context", question(anyName)).body()).contains("I keep hens");

        String elsewhere = turn(anyName, "x").replace("{", "{\"tenantId\":\"other\",");
        assertCode(backEnd.post("/v1/intents/turn-committed", elsewhere), 403, "identity_mismatch", "other tenant");
        Gateway ofAcme = nobody.with(Tokens.of(
                ada,
                Instant.now(),
                claims -> claims.claim("app_metadata", Map.of("memory_role", "service", "tenant_id", "acme"))));
        ofAcme.follow("/v1/intents/turn-committed", turn(anyName, "At Acme I keep owls"), "STORED", "ENRICHED");
        assertThat(store.recent(SessionRef.of("acme", anyName, "s1"), 9)).hasSize(1);
    }

    @Test
    void aUsersReadsRunAsThatUserInTheDatabase() {
        adas.follow("/v1/intents/turn-committed", turn(ada, "I keep bees"), "STORED", "ENRICHED");
        bobs.follow("/v1/intents/turn-committed", turn(bob, "I keep newts"), "STORED", "ENRICHED");

        rows.run("create policy not_ada on memories.turns as restrictive for select to authenticated"
                + " using ((select auth.uid()) <> '" + ada + "'::uuid)");
        try {
            String words = ",\"include\":[\"words\"]}";
            assertThat(adas.post("/v1/context", question(ada).replace("}", words))
                            .body())
                    .doesNotContain("I keep bees");
            assertThat(bobs.post("/v1/context", question(bob).replace("}", words))
                            .body())
                    .contains("I keep newts");
        } finally {
            rows.run("drop policy not_ada on memories.turns");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "heapdump", "loggers", "shutdown", "beans", "configprops", "threaddump", "mappings"})
    void theManagementPortShowsHealthAndMetricsOnly(String endpoint) {
        Gateway management = new Gateway(managementPort);

        assertThat(management.get("/actuator/" + endpoint).status()).isIn(401, 403, 404);
        assertThat(management.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(management.get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(management.get("/actuator/info").status()).isEqualTo(200);
    }

    @Test
    void noTokenIsEverLogged(CapturedOutput output) {
        String key = "sb_secret_" + UUID.randomUUID();
        String expired = Tokens.of(ada, Instant.now().minusSeconds(7200));
        for (String token : List.of(key, expired, "not a token " + key)) {
            assertThat(nobody.with(token).get("/v1/ops/adapters").status()).isEqualTo(401);
        }

        assertThat(output.getAll())
                .doesNotContain(key, expired, Tokens.SECRET, WithIdentity.SERVICE_TOKEN, WithIdentity.OPS_TOKEN);
    }

    private List<Endpoint> endpoints() {
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("io.memoryorchestrator."))
                .flatMap(entry -> endpoints(entry.getKey()))
                .toList();
    }

    private static Stream<Endpoint> endpoints(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .flatMap(path ->
                        mapping.getMethodsCondition().getMethods().stream().map(method -> new Endpoint(method, path)));
    }

    /** Everything kept under a user's id in any table, but for who looked at it. */
    private List<String> rowsOf(String user) {
        return rows.of("""
                        select c.table_name
                        from information_schema.columns c
                        where c.table_schema = 'memories' and c.column_name = 'user_id' and c.data_type = 'uuid'
                          and c.table_name not like '%audit%'
                        order by 1
                        """).stream()
                .flatMap(
                        table -> rows
                                .of(
                                        "select t::text from memories." + table
                                                + " t where user_id = ?::uuid order by 1",
                                        user)
                                .stream())
                .toList();
    }

    private static void assertCode(Answer answer, int status, String code, String what) {
        assertThat(answer.status()).as("%s: %s", what, answer.body()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).as(what).isEqualTo(code);
    }

    private static String turn(String user, String content) {
        return "{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"role\":\"user\","
                + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + content + "\"}";
    }

    private static String question(String user) {
        return "{\"userId\":\"" + user + "\",\"query\":\"Which animals do I keep?\",\"deadlineMs\":5000}";
    }

    private static String envelope(String data) {
        return "{\"type\":\"onTurnCommitted\",\"data\":" + data + "}";
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One way in, asked with another user's ids wherever an id can stand. */
    private record Endpoint(RequestMethod method, String path) {
        /** A list without an owner in its path, and nodes, are the caller's own, whatever else the request says. */
        boolean answersWithTheCallersOwn() {
            return method == RequestMethod.GET && !path.contains("{") || path.startsWith("/v1/nodes/");
        }

        Answer ask(Gateway gateway, String user) {
            return ask(gateway, user, user);
        }

        Answer ask(Gateway gateway, String user, String id) {
            String query = "?userId=" + user + "&user_id=" + user + "&tenantId=default";
            String filled = path.replaceAll("\\{[^}]*}", id) + query;
            return gateway.ask(method.name(), filled, body(user));
        }

        /** Has what any of the bodies asks for, so that none is refused before its owner is looked at. */
        private static String body(String user) {
            return "{\"userId\":\"" + user + "\",\"user_id\":\"" + user + "\",\"sessionId\":\"s1\",\"role\":\"user\","
                    + "\"content\":\"I am another\",\"occurredAt\":\"2026-02-03T04:05:06Z\",\"query\":\"treehouse\","
                    + "\"turns\":[{\"role\":\"user\",\"content\":\"I am another\"}],\"type\":\"fetchContext\","
                    + "\"data\":{\"userId\":\"" + user + "\",\"query\":\"treehouse\"},"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"I am another\"}],\"kind\":\"chat\",\"value\":{},"
                    + "\"scope\":{\"userId\":\"" + user + "\"},\"targets\":[\"cache\"]}";
        }
    }
}
