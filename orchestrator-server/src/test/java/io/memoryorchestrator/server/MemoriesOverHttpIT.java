package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@OrchestratorTest
class MemoriesOverHttpIT {
    private final String user = "user-" + UUID.randomUUID();
    private final int port;
    private final CanonicalStore store;
    private Gateway gateway;

    MemoriesOverHttpIT(@LocalServerPort int port, @Autowired CanonicalStore store) {
        this.port = port;
        this.store = store;
        this.gateway = new Gateway(port);
    }

    @BeforeEach
    void theServerIsReady() {
        gateway = Gateway.ready(port);
    }

    @Test
    void memoriesAreListedNarrowedAndSearchedAndTheirUseIsCounted() {
        say(1, "The boiler was serviced in March", "{}");
        say(2, "Prefers trains to planes", "{\"memoryType\":\"preference\"}");
        say(3, "The spare key hangs in the shed", "{}");

        assertThat(contents("/v1/memories?limit=2&userId=" + user))
                .containsExactly(
                        "The spare key hangs in the shed",
                        "Prefers trains to planes",
                        "The boiler was serviced in March");
        assertThat(contents("/v1/memories?type=preference&userId=" + user)).containsExactly("Prefers trains to planes");
        assertThat(contents("/v1/memories?since=2026-02-03T04:05:03Z&userId=" + user))
                .containsExactly("The spare key hangs in the shed");

        JsonNode found = gateway.post(
                        "/v1/memories/search",
                        "{\"userId\":\"" + user + "\",\"query\":\"Where is the spare key?\",\"deadlineMs\":5000}")
                .json();
        JsonNode best = found.get("items").get(0);
        assertThat(best.get("content").stringValue()).contains("shed");
        assertThat(best.get("score").isNumber()).isTrue();
        assertThat(gateway.post(
                                "/v1/memories/search",
                                "{\"userId\":\"" + user + "\",\"query\":\"key\",\"types\":[\"preference\"]}")
                        .body())
                .doesNotContain("shed");
        String path = path(best.get("id").stringValue());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.get(path).json().get("accessCount").intValue() > 0);
        assertThat(gateway.get(path).json().get("lastAccessedAt").isString()).isTrue();
    }

    @Test
    void allOfATypeAreFoundAmongManyTurnsThatFitBetter() {
        SessionRef session = SessionRef.of("default", user, "many");
        store.store(IntStream.range(0, 1_000)
                .mapToObj(i -> i % 100 == 7
                        ? turn(session, i, "Somebody spoke of a boiler on day " + i, "preference")
                        : turn(session, i, "The boiler needs its boiler service " + i, "turn"))
                .toList());

        JsonNode items = gateway.post(
                        "/v1/memories/search",
                        "{\"userId\":\"" + user + "\",\"query\":\"boiler service\",\"types\":[\"preference\"]}")
                .json()
                .get("items");

        assertThat(items)
                .hasSize(10)
                .allSatisfy(item -> assertThat(item.get("type").stringValue()).isEqualTo("preference"));
    }

    @Test
    void memoryNodesThatFitAsWellTakeNoPlaceOfATurn() {
        SessionRef session = SessionRef.of("default", user, "nodes");
        store.store(IntStream.range(0, 20)
                .mapToObj(i -> turn(session, i, "Boiler service number " + i + " was done by firm " + i, "turn"))
                .toList());
        for (int i = 0; i < 3; i++) {
            gateway.put(
                    "/v1/nodes/boiler/fact/f" + i + "?userId=" + user,
                    "{\"subject\":\"boiler\",\"predicate\":\"service\",\"object\":\"firm " + i + "\"}");
        }
        String asked = "{\"userId\":\"" + user + "\",\"query\":\"boiler service\",\"limit\":10,\"deadlineMs\":5000";
        assertThat(gateway.post("/v1/context", asked + "}").body()).contains("\"source\":[\"nodes\"]");

        assertThat(gateway.post("/v1/memories/search", asked + "}").json().get("items"))
                .hasSize(10);
        assertThat(gateway.post("/v1/memories/search", asked + ",\"include\":[\"words\",\"nodes\"]}")
                        .json()
                        .get("items"))
                .hasSize(10);
        Answer refused = gateway.post("/v1/memories/search", asked + ",\"include\":[\"nodes\"]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("errors").get(0).get("field").stringValue())
                .isEqualTo("include");
    }

    @Test
    void aChangeIsSeenEverywhereAndOnRecord() {
        String path = path(say(1, "The boiler was serviced in March", "{}"));
        gateway.post("/v1/context", "{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"query\":\"boiler\"}");

        Answer changed = gateway.send(
                "PATCH", path, "{\"type\":\"fact\",\"importance\":0.9,\"metadata\":{\"mail\":\"b@aviary.example\"}}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        JsonNode now = gateway.get(path).json();
        assertThat(now.get("type").stringValue()).isEqualTo("fact");
        assertThat(now.get("importance").doubleValue()).isEqualTo(0.9);
        assertThat(now.get("metadata").get("mail").stringValue()).isEqualTo("[EMAIL]");
        assertThat(now.get("content").stringValue()).isEqualTo("The boiler was serviced in March");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Answer audit = gateway.get("/v1/ops/audit?userId=" + user);
            assertThat(audit.body())
                    .contains("memory.change")
                    .contains("memory.read")
                    .doesNotContain(user);
        });
    }

    @Test
    void aDeletedMemoryIsGoneFromEveryAnswer() {
        String id = say(1, "The boiler was serviced in March", "{}");

        assertThat(gateway.send("DELETE", path(id), null).status()).isEqualTo(204);

        assertThat(gateway.get(path(id)).status()).isEqualTo(404);
        assertThat(gateway.send("DELETE", path(id), null).status()).isEqualTo(404);
        assertThat(gateway.post(
                                "/v1/context",
                                "{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"query\":\"boiler\"}")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(gateway.get(path(id).replace(user, "somebody-else")).status())
                .isEqualTo(404);
    }

    @Test
    void aHoldKeepsAUserAndEverythingOfThemFromBeingErased() {
        String memory = path(say(1, "Evidence", "{}"));
        String value = "/v1/nodes/n/key-value/k?userId=" + user;
        assertThat(gateway.send("PUT", value, "{\"value\":1}").status()).isEqualTo(201);
        List<String> parts = List.of(
                memory,
                "/v1/sessions/s1?userId=" + user,
                value,
                "/v1/nodes/n/key-value?userId=" + user,
                "/v1/nodes/n?userId=" + user);
        String hold = "/v1/ops/retention/default/users/" + user;
        assertThat(gateway.send("PUT", hold, "{\"legalHold\":true}").status()).isEqualTo(204);

        Answer refused = gateway.send("DELETE", "/v1/users/" + user, null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").stringValue()).isEqualTo("legal_hold");
        for (String part : parts) {
            Answer kept = gateway.send("DELETE", part, null);
            assertThat(kept.status()).as(part).isEqualTo(409);
            assertThat(kept.json().get("code").stringValue()).isEqualTo("legal_hold");
        }
        assertThat(gateway.get(memory).status()).isEqualTo(200);
        assertThat(gateway.get(value).status()).isEqualTo(200);
        assertThat(gateway.send("PUT", hold, "{\"legalHold\":false}").status()).isEqualTo(204);
        assertThat(gateway.send("DELETE", value, null).status()).isEqualTo(204);
        assertThat(gateway.send("DELETE", "/v1/users/" + user, null).status()).isEqualTo(202);
    }

    @Test
    void theConfiguredWindowIsARuleAndRunsAreShown() {
        await().atMost(Duration.ofSeconds(40))
                .until(() -> gateway.get("/v1/ops/retention").body().contains("\"days\":180"));
        gateway.send("PUT", "/v1/ops/retention/short-" + user, "{\"days\":3}");

        assertThat(gateway.send("POST", "/v1/ops/retention/runs", null)
                        .json()
                        .get("finishedAt")
                        .isString())
                .isTrue();

        JsonNode shown = gateway.get("/v1/ops/retention").json();
        assertThat(shown.get("rules").toString()).contains("\"tenantId\":\"short-" + user + "\",\"days\":3");
        assertThat(shown.get("runs").toString()).contains("\"job\":\"retention\"");
        assertThat(gateway.send("PUT", "/v1/ops/retention/x", "{\"days\":0}").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"No Type\"}",
                "{\"importance\":2}",
                "{\"metadata\":[]}",
                "{\"content\":\"other words\"}",
                "[]"
            })
    void whatCannotBeChangedIsRefusedAndTheMemoryStays(String change) {
        String path = path(say(1, "The boiler was serviced in March", "{}"));
        JsonNode before = gateway.get(path).json();

        assertThat(gateway.send("PATCH", path, change).status()).isEqualTo(400);

        JsonNode after = gateway.get(path).json();
        for (String field : List.of("type", "importance", "metadata", "content")) {
            assertThat(after.get(field)).isEqualTo(before.get(field));
        }
    }

    private String path(String id) {
        return "/v1/memories/" + id + "?userId=" + user;
    }

    private List<String> contents(String path) {
        List<String> contents = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = gateway.get(path + (next.isEmpty() ? "" : "&cursor=" + next))
                    .json();
            page.get("items").forEach(item -> contents.add(item.get("content").stringValue()));
            next = page.get("next").isNull() ? null : page.get("next").stringValue();
        }
        return contents;
    }

    private static Turn turn(SessionRef session, int position, String content, String type) {
        return new Turn(
                TurnId.ofContent(session, position, Role.USER, content),
                session,
                position,
                Role.USER,
                content,
                Instant.parse("2026-02-03T04:05:06Z").plusSeconds(position),
                TurnLabels.NONE,
                Map.of("memoryType", type),
                Turn.DEFAULT_IMPORTANCE,
                null);
    }

    private String say(int seq, String content, String metadata) {
        return gateway.follow(
                        "/v1/intents/turn-committed",
                        "{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"seq\":" + seq
                                + ",\"role\":\"user\",\"occurredAt\":\"2026-02-03T04:05:0" + seq
                                + "Z\",\"content\":\"" + content + "\",\"metadata\":" + metadata + "}",
                        "ENRICHED")
                .get("turnIds")
                .get(0)
                .stringValue();
    }
}
