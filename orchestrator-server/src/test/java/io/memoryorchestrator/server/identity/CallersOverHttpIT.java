package io.memoryorchestrator.server.identity;

import static io.memoryorchestrator.server.identity.Callers.assertCode;
import static io.memoryorchestrator.server.identity.Callers.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import io.memoryorchestrator.server.testing.IdentityTest;
import io.memoryorchestrator.server.testing.Rows;
import io.memoryorchestrator.server.testing.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Who may do what with whose memory, asked of a running server. */
@IdentityTest
class CallersOverHttpIT {
    private static final String CANARY = "The password of the treehouse is kumquat";

    private final CanonicalStore store;
    private final Rows rows;
    private final String ada;
    private final String bob;
    private final Gateway nobody;
    private final Gateway adas;
    private final Gateway bobs;
    private final Gateway backEnd;
    private final Gateway operator;

    CallersOverHttpIT(
            @Autowired CanonicalStore store,
            @Value("${orchestrator.adapter.supabase.url}") String database,
            @LocalServerPort int port) {
        Callers callers = Callers.of(port);
        this.store = store;
        this.rows = new Rows(database);
        this.ada = callers.ada();
        this.bob = callers.bob();
        this.nobody = callers.nobody();
        this.adas = callers.adas();
        this.bobs = callers.bobs();
        this.backEnd = callers.backEnd();
        this.operator = callers.operator();
    }

    @BeforeEach
    void theServerIsReady() {
        operator.awaitReady();
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

    private static String question(String user) {
        return "{\"userId\":\"" + user + "\",\"query\":\"Which animals do I keep?\",\"deadlineMs\":5000}";
    }

    private static String envelope(String data) {
        return "{\"type\":\"onTurnCommitted\",\"data\":" + data + "}";
    }
}
