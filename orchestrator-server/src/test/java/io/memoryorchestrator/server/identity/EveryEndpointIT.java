package io.memoryorchestrator.server.identity;

import static io.memoryorchestrator.server.identity.Callers.assertCode;
import static io.memoryorchestrator.server.identity.Callers.turn;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
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

/** Who is let in where, asked of every endpoint that the running server has, also of those that come later. */
@IdentityTest
@ExtendWith(OutputCaptureExtension.class)
class EveryEndpointIT {
    private static final String CANARY = "The password of the treehouse is kumquat";

    private final RequestMappingHandlerMapping mappings;
    private final Rows rows;
    private final String ada;
    private final String bob;
    private final Gateway nobody;
    private final Gateway adas;
    private final Gateway bobs;
    private final Gateway backEnd;
    private final Gateway operator;
    private final int managementPort;

    EveryEndpointIT(
            @Autowired RequestMappingHandlerMapping mappings,
            @Value("${orchestrator.adapter.supabase.url}") String database,
            @LocalServerPort int port,
            @LocalManagementPort int managementPort) {
        Callers callers = Callers.of(port);
        this.mappings = mappings;
        this.rows = new Rows(database);
        this.ada = callers.ada();
        this.bob = callers.bob();
        this.nobody = callers.nobody();
        this.adas = callers.adas();
        this.bobs = callers.bobs();
        this.backEnd = callers.backEnd();
        this.operator = callers.operator();
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/%6Fps/adapters",
                "/%761/ops/adapters",
                "/v1/ops%2Fadapters",
                "/v1%2Fops%2Fadapters",
                "/v1%5Cops%5Cadapters",
                "/v1/ops%3Bx/adapters",
                "/v1/ops;x/adapters",
                "/v1/ops%252Fadapters",
                "/v1//ops/adapters",
                "/v1/users/..%2F..%2Fops/adapters",
                "/v1/users/../ops/adapters",
                "/v1/x/%2e%2e/ops/adapters",
                "/v1/x/%252e%252e/ops/adapters",
                "/console/..%2Fv1%2Fops%2Fadapters",
                "/console/..%5C..%5Cv1/ops/adapters",
                "/assets/..%2F..%2Fapplication.yml",
                "/console/..%2F..%2Fapplication.yml",
                "/swagger-ui/..%5C..%5Capplication.yml",
                "/console/..%252F..%252Fapplication.yml"
            })
    void noSpellingOfAPathLeadsAroundTheGate(String path) {
        assertThat(adas.get(path).status()).as(path).isIn(400, 401, 403, 404);
        assertThat(nobody.get(path).status()).as(path).isIn(400, 401, 403, 404);
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
