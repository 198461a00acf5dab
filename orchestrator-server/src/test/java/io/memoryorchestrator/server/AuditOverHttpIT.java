package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is on record of the doors that have no transaction of the store's own behind them. */
@OrchestratorTest
class AuditOverHttpIT {
    private final String user = "user-" + UUID.randomUUID();
    private final int port;
    private Gateway gateway;

    AuditOverHttpIT(@LocalServerPort int port) {
        this.port = port;
        this.gateway = new Gateway(port);
    }

    @BeforeEach
    void theServerIsReady() {
        gateway = Gateway.ready(port);
    }

    @Test
    void readsAndChangesOfNodesAreOnRecordByTheirIds() {
        String node = "/v1/nodes/notes/fact";
        String of = "?userId=" + user;
        gateway.put(node + "/f" + of, "{\"subject\":\"Ada\",\"predicate\":\"likes\",\"object\":\"tea\"}");
        gateway.get(node + "/f" + of);
        gateway.get(node + of);
        gateway.post(node + "/query" + of, "{\"where\":{\"subject\":\"Ada\"}}");
        gateway.delete(node + "/f" + of);
        gateway.delete("/v1/nodes/notes" + of);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(onRecord("?userId=" + user))
                        .contains("node.put", "node.read", "node.list", "node.query", "node.delete", "node.clear")
                        .contains("\"notes/fact/f\"", "\"notes/fact\"", "\"notes\"")
                        .doesNotContain("Ada", "tea", user));
    }

    @Test
    void theChatEndpointsAreOnRecordAndWhatTheyHandOutCountsAsUsed() {
        Answer added = gateway.post(
                "/api/memory/add",
                "{\"user_id\":\"" + user + "\",\"session_id\":\"chat\",\"messages\":["
                        + "{\"role\":\"user\",\"content\":\"The spare key hangs in the shed\"}]}");
        String turn = added.json().get("results").get(0).get("id").stringValue();
        String search = "{\"user_id\":\"" + user + "\",\"query\":\"Where is the spare key?\"}";
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.post("/api/memory/search", search).body().contains(turn));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(onRecord("?userId=" + user)).contains("memory.search"));
        String memory = "/v1/memories?userId=" + user;
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.get(memory)
                                .json()
                                .get("items")
                                .get(0)
                                .get("accessCount")
                                .intValue()
                        > 0);
    }

    @Test
    void whatOperatorsDoIsOnRecord() {
        Answer erased = gateway.delete("/v1/users/" + user);
        String erasure = erased.json().get("erasureId").stringValue();
        String place = erased.json().get("steps").get(0).get("place").stringValue();

        assertThat(gateway.post(
                                "/v1/ops/erasures/" + erasure + "/waivers",
                                "{\"place\":\"" + place + "\",\"reason\":\"gone for good\"}")
                        .status())
                .isEqualTo(200);
        gateway.send("POST", "/v1/ops/retention/runs", null);
        gateway.post("/v1/ops/nodes/migrations?to=in-process", "");

        assertThat(onRecord(""))
                .contains("erasure.waive", erasure + " " + place)
                .contains("retention.run")
                .contains("node.migrate", "in-process");
    }

    private String onRecord(String narrowed) {
        return gateway.get("/v1/ops/audit" + narrowed).body();
    }
}
