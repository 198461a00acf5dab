package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@OrchestratorTest
class SessionsOverHttpIT {
    private final String user = "user-" + UUID.randomUUID();
    private final int port;
    private Gateway gateway;

    SessionsOverHttpIT(@LocalServerPort int port) {
        this.port = port;
        this.gateway = new Gateway(port);
    }

    @BeforeEach
    void theServerIsReady() {
        gateway = Gateway.ready(port);
    }

    @Test
    void theLatestSessionOfAThreadAndKindIsTakenAgainUnlessAFreshOneIsAskedFor() {
        Answer made = open("\"threadId\":\"t\"");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.response().headers().firstValue("ETag")).contains("\"1\"");

        Answer again = open("\"threadId\":\"t\"");
        Answer other = open("\"threadId\":\"t\",\"kind\":\"voice\"");
        Answer fresh = open("\"threadId\":\"t\",\"fresh\":true");

        assertThat(again.status()).isEqualTo(200);
        assertThat(id(again)).isEqualTo(id(made));
        assertThat(Set.of(id(made), id(other), id(fresh))).hasSize(3);
        assertThat(id(open("\"threadId\":\"t\""))).isEqualTo(id(fresh));
    }

    @Test
    void fiftyCallersAtOnceGetOneSession() throws Exception {
        List<Callable<String>> callers = IntStream.range(0, 50)
                .<Callable<String>>mapToObj(i -> () -> id(open("\"threadId\":\"crowd\"")))
                .toList();
        Set<String> got = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> caller : threads.invokeAll(callers)) {
                got.add(caller.get());
            }
        }

        assertThat(got).hasSize(1);
    }

    @Test
    void dataIsRedactedAndChangesMeetTheVersionTheyWereMadeFor() {
        JsonNode made = open("\"data\":{\"step\":1,\"contact\":\"bird@aviary.example\"},\"ttl\":\"PT1H\"")
                .json();
        assertThat(made.get("data").get("contact").stringValue()).isEqualTo("[EMAIL]");
        assertThat(made.get("expiresAt").isString()).isTrue();
        String path = "/v1/sessions/" + made.get("sessionId").stringValue() + "?userId=" + user;

        Answer first = gateway.send("PATCH", path, "{\"data\":{\"step\":2}}", "If-Match", "\"1\"");
        Answer stale = gateway.send("PATCH", path, "{\"data\":{\"step\":3},\"expectedVersion\":1}");
        Answer endless = gateway.send("PATCH", path, "{\"ttl\":null}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().get("expiresAt")).isEqualTo(made.get("expiresAt"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.json().get("code").stringValue()).isEqualTo("version_conflict");
        JsonNode now = gateway.get(path).json();
        assertThat(now).isEqualTo(endless.json());
        assertThat(now.get("expiresAt").isNull()).isTrue();
        assertThat(now.get("data").get("step").intValue()).isEqualTo(2);
        assertThat(now.get("version").intValue()).isEqualTo(3);
    }

    @Test
    void aSessionOfAGivenIdIsOfTheKindAndThreadThatWereAskedFor() {
        JsonNode made = open("\"sessionId\":\"mine\",\"kind\":\"voice\",\"threadId\":\"t\"")
                .json();

        assertThat(made.get("kind").stringValue()).isEqualTo("voice");
        assertThat(made.get("threadId").stringValue()).isEqualTo("t");
        assertThat(id(open("\"kind\":\"voice\",\"threadId\":\"t\""))).isEqualTo("mine");
    }

    @Test
    void aSessionIsNotFoundOnceItsTimeIsUp() {
        String path = "/v1/sessions/" + id(open("\"ttl\":60")) + "?userId=" + user;
        assertThat(gateway.get(path).status()).isEqualTo(200);

        gateway.send("PATCH", path, "{\"ttl\":1}");
        await().atMost(Duration.ofSeconds(20)).until(() -> gateway.get(path).status() == 404);
        assertThat(gateway.send("PATCH", path, "{\"data\":{}}").status()).isEqualTo(404);
    }

    @Test
    void dataThatIsTooLongIsRefusedAndTheOldStays() {
        String path = "/v1/sessions/" + id(open("\"data\":{\"step\":1}")) + "?userId=" + user;
        String long70k = "{\"text\":\"" + "x".repeat(70_000) + "\"}";

        Answer made = open("\"fresh\":true,\"data\":" + long70k);
        Answer changed = gateway.send("PATCH", path, "{\"data\":" + long70k + "}");

        for (Answer refused : List.of(made, changed)) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().get("code").stringValue()).isEqualTo("invalid_field");
        }
        assertThat(gateway.get(path).json().get("data").get("step").intValue()).isEqualTo(1);
    }

    @Test
    void turnsAndSessionsArePaged() {
        for (int i = 0; i < 5; i++) {
            gateway.follow("/v1/intents/turn-committed", turn(i), "STORED", "ENRICHED");
            gateway.send("POST", "/v1/sessions", "{\"userId\":\"" + user + "\",\"sessionId\":\"p" + i + "\"}");
        }

        assertThat(all("/v1/sessions/talk/turns?limit=2&userId=" + user, "content"))
                .containsExactly("line 0", "line 1", "line 2", "line 3", "line 4");
        assertThat(all("/v1/sessions?limit=2&userId=" + user, "sessionId"))
                .containsExactly("p4", "p3", "p2", "p1", "p0", "talk");
    }

    @Test
    void aDeletedSessionIsGoneWithItsTurns() {
        gateway.follow("/v1/intents/turn-committed", turn(1), "ENRICHED");
        String path = "/v1/sessions/talk?userId=" + user;

        assertThat(gateway.send("DELETE", path, null).status()).isEqualTo(204);

        assertThat(gateway.get(path).status()).isEqualTo(404);
        assertThat(gateway.send("DELETE", path, null).status()).isEqualTo(404);
        assertThat(gateway.get("/v1/sessions/talk/turns?userId=" + user).status())
                .isEqualTo(404);
        assertThat(gateway.post(
                                "/v1/context",
                                "{\"userId\":\"" + user + "\",\"sessionId\":\"talk\",\"query\":\"line\"}")
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"ttl\":-1",
                "\"ttl\":\"soon\"",
                "\"ttl\":1.5",
                "\"expiresAt\":\"2001-01-01T00:00:00Z\"",
                "\"ttl\":5,\"expiresAt\":\"2101-01-01T00:00:00Z\"",
                "\"data\":[]",
                "\"kind\":\"\"",
                "\"sessionId\":\"a:b\"",
                "\"fresh\":\"yes\"",
                "\"fresh\":true,\"sessionId\":\"mine\""
            })
    void whatCannotBeMeantIsRefusedWithItsReason(String field) {
        Answer refused = open(field);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.json().get("code").stringValue()).isEqualTo("invalid_field");
        assertThat(gateway.get("/v1/sessions?userId=" + user).json().get("items"))
                .isEmpty();
    }

    private Answer open(String fields) {
        return gateway.post("/v1/sessions", "{\"userId\":\"" + user + "\"," + fields + "}");
    }

    private static String id(Answer answer) {
        return answer.json().get("sessionId").stringValue();
    }

    private List<String> all(String path, String field) {
        List<String> values = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = gateway.get(path + (next.isEmpty() ? "" : "&cursor=" + next))
                    .json();
            page.get("items").forEach(item -> values.add(item.get(field).stringValue()));
            next = page.get("next").isNull() ? null : page.get("next").stringValue();
        }
        return values;
    }

    private String turn(int seq) {
        return "{\"userId\":\"" + user + "\",\"sessionId\":\"talk\",\"seq\":" + seq
                + ",\"role\":\"user\",\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"line " + seq + "\"}";
    }
}
