package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever an intent takes as an id can be named in a path as well. */
@OrchestratorTest
class IdsInPathsIT {
    private final String unique = UUID.randomUUID().toString();
    private final int port;
    private Gateway gateway;

    IdsInPathsIT(@LocalServerPort int port) {
        this.port = port;
        this.gateway = new Gateway(port);
    }

    @BeforeEach
    void theServerIsReady() {
        gateway = Gateway.ready(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"org/ada", "a;b=c", "50%", "%2F", "c\\d", "ä/ö", "two//slashes", "../ops", "a b+c", "x/import"})
    void aUserOfAnyIdIsExportedAndErased(String start) {
        String user = unique + start;
        gateway.follow("/v1/intents/turn-committed", turn(user, "s1"), "ENRICHED");

        Answer exported = gateway.get("/v1/users/" + encoded(user) + "/export");
        assertThat(exported.status()).as(exported.body()).isEqualTo(200);
        assertThat(exported.body()).contains("the fern");

        Answer erased = gateway.delete("/v1/users/" + encoded(user) + "?reason=asked");
        assertThat(erased.status()).as(erased.body()).isEqualTo(202);
        assertThat(erased.json().get("removed").get("turns").intValue()).isEqualTo(1);
        assertThat(gateway.get("/v1/users/" + encoded(user) + "/export").body()).doesNotContain("the fern");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org/ada", "a;b=c", "50%", "%2F", "c\\d", "ä/ö"})
    void aSessionAndAKeyOfAnyIdAreRead(String id) {
        gateway.follow("/v1/intents/turn-committed", turn(unique, id), "STORED", "ENRICHED");
        String key = "/v1/nodes/" + encoded(id) + "/key-value/" + encoded(id) + "?userId=" + unique;
        Answer kept = gateway.put(key, "{\"value\":7}");

        JsonNode session =
                gateway.get("/v1/sessions/" + encoded(id) + "?userId=" + unique).json();
        assertThat(session.path("sessionId").asString()).as(session.toString()).isEqualTo(id);
        assertThat(kept.status()).as(kept.body()).isBetween(200, 299);
        assertThat(gateway.get(key).json().path("key").asString()).isEqualTo(id);
    }

    @Test
    void whatIsNotAnIdIsRefusedStill() {
        for (String path : new String[] {
            "a;b", "a//b", "../x", "./x", "%2e%2e/x", "%2E%2E%2Fx", "a%00b", "a%0Ab", "a%0Db", "a%E2%80%A8b"
        }) {
            Answer answer = gateway.get("/v1/users/" + path + "/export");
            assertThat(answer.status()).as(path).isEqualTo(400);
        }
    }

    private static String turn(String user, String session) {
        ObjectNode turn = JsonMapper.shared().createObjectNode();
        turn.put("userId", user).put("sessionId", session).put("seq", 1).put("role", "user");
        turn.put("occurredAt", "2026-02-03T04:05:06Z").put("content", "The gate code is under the fern");
        return turn.toString();
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
