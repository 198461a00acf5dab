package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.KeyValue;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeOutcome;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.NodeStore;
import io.memoryorchestrator.server.node.NodeStores;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OrchestratorTest
class PrivacyOverHttpIT {
    private static final String[] LINES = {"Content-Type", "application/x-ndjson"};

    private final String user = "user-" + UUID.randomUUID();
    private final int port;
    private final NodeStores nodes;
    private Gateway gateway;

    PrivacyOverHttpIT(@LocalServerPort int port, @Autowired NodeStores nodes) {
        this.nodes = nodes;
        this.port = port;
        this.gateway = new Gateway(port);
    }

    @BeforeEach
    void theServerIsReady() {
        gateway = Gateway.ready(port);
    }

    @Test
    void whatIsExportedIsErasedAndComesBackOnlyByReadmissionAndImport() {
        gateway.follow("/v1/intents/turn-committed", turn("The gate code is under the fern"), "ENRICHED");
        gateway.post("/v1/sessions", "{\"userId\":\"" + user + "\",\"kind\":\"wizard\",\"data\":{\"step\":7}}");
        String exported = gateway.get("/v1/users/" + user + "/export").body();
        assertThat(exported.lines().toList())
                .hasSizeGreaterThan(4)
                .allSatisfy(
                        line -> assertThat(JsonMapper.shared().readTree(line).isObject())
                                .isTrue());

        Answer erased = gateway.send("DELETE", "/v1/users/" + user + "?reason=asked", null);

        assertThat(erased.status()).isEqualTo(202);
        JsonNode receipt = erased.json();
        assertThat(receipt.get("removed").get("turns").intValue()).isEqualTo(1);
        assertThat(receipt.get("removed").get("embeddings").intValue()).isEqualTo(1);
        assertThat(receipt.get("removed").get("sessions").intValue()).isEqualTo(2);
        assertThat(receipt.get("agesOut")).hasSize(2);
        assertThat(erased.body()).doesNotContain(user);
        JsonNode done = awaitDone(receipt.get("erasureId").stringValue());
        assertThat(done.get("steps"))
                .allSatisfy(step -> assertThat(step.get("state").stringValue()).isEqualTo("DONE"));
        assertThat(gateway.get("/v1/users/" + user + "/export").body().lines()).hasSize(2);

        JsonNode late =
                gateway.follow("/v1/intents/turn-committed", turn("The gate code is under the fern"), "SKIPPED");
        assertThat(late.get("reason").stringValue()).isEqualTo("user_erased");
        Answer refused = restore(exported);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("detail").stringValue())
                .isEqualTo("The user has been erased: readmit them before restoring");

        gateway.post("/v1/ops/erasures/readmissions", "{\"userId\":\"" + user + "\"}");
        Answer restored = restore(exported);
        assertThat(restored.json().get("restored").get("turns").intValue()).isEqualTo(1);
        assertThat(gateway.get("/v1/users/" + user + "/export").body()).isEqualTo(exported);
        assertThat(gateway.post("/v1/context", "{\"userId\":\"" + user + "\",\"query\":\"gate code\"}")
                        .body())
                .contains("fern");
    }

    @Test
    void anErasureReachesTheNodesInThisProcessAndKeepsThemOut() {
        NodeStore here = nodes.inProcess();
        NodeRef node = new NodeRef(new UserRef("default", user), "n");
        NodeDraft draft = NodeDraft.of("k", new KeyValue("kept in memory"));
        here.put(node, draft);
        List<NodeEntry> before = new ArrayList<>();
        here.export(node.user(), before::add);

        gateway.delete("/v1/users/" + user);

        assertThat(before).hasSize(1);
        assertThat(here.get(node, NodeKind.KEY_VALUE, "k")).isEmpty();
        assertThat(here.put(node, draft)).isEqualTo(NodeOutcome.Reason.USER_ERASED.refused());
        assertThat(here.restore(before.stream())).isZero();
    }

    @Test
    void keysThatLookLikePersonalDataComeBackAndValuesDoNot() {
        for (String key : List.of("bird@aviary.example", "nest@aviary.example")) {
            gateway.put("/v1/nodes/n/graph-node/" + key + "?userId=" + user, "{\"label\":\"a bird\"}");
        }
        gateway.put(
                "/v1/nodes/n/graph-relation/r?userId=" + user,
                "{\"from\":\"bird@aviary.example\",\"to\":\"nest@aviary.example\",\"type\":\"has\"}");
        String exported = gateway.get("/v1/users/" + user + "/export").body();
        gateway.delete("/v1/nodes/n?userId=" + user);

        Answer restored = restore(exported);

        assertThat(restored.status()).as(restored.body()).isEqualTo(200);
        assertThat(gateway.get("/v1/nodes/n/graph-relation/r?userId=" + user).body())
                .contains("bird@aviary.example", "nest@aviary.example");
        String hidden = "{\"table\":\"node_key_values\",\"row\":{\"value\":{\"key\":\"bird@aviary.example\"}}}\n";
        assertThat(restore(exported.lines().findFirst().orElseThrow() + "\n" + hidden)
                        .json()
                        .get("detail")
                        .stringValue())
                .contains("holds personal data in key");
    }

    @Test
    void anImportIsRefusedWhereItIsNoneOfOurs() {
        String header = gateway.get("/v1/users/" + user + "/export")
                        .body()
                        .lines()
                        .toList()
                        .getFirst() + "\n";
        String raw = "{\"table\":\"turns\",\"row\":{\"content\":\"mail bird@aviary.example\"}}\n";

        assertThat(restore(header + raw).json().get("detail").stringValue())
                .contains("Line 2 holds personal data in content")
                .doesNotContain("aviary");
        assertThat(restore(header + "nonsense\n").status()).isEqualTo(400);
        assertThat(restore(raw).status()).isEqualTo(400);
        Answer cut = restore(header);
        assertThat(cut.status()).isEqualTo(422);
        assertThat(cut.json().get("detail").stringValue())
                .isEqualTo("The export breaks off before its last line: what came before is restored; export again");
        assertThat(restore(header + "x".repeat(5_000_000)).status()).isEqualTo(400);
    }

    @Test
    void theWordsOfTheDatabaseStayInTheLog() {
        String header = gateway.get("/v1/users/" + user + "/export")
                        .body()
                        .lines()
                        .findFirst()
                        .orElseThrow() + "\n";
        String row = "{\"table\":\"turns\",\"row\":{\"turn_id\":\"no uuid of a fern\"}}\n";

        Answer refused = restore(header + row);

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().get("detail").stringValue())
                .isEqualTo("The store refused this; the server's log says why");
        assertThat(refused.body()).doesNotContain("fern", "uuid", "SQLSTATE");
    }

    @Test
    void anErasureThatIsUnknownIsNotFound() {
        for (String id : List.of("none", UUID.randomUUID().toString())) {
            assertThat(gateway.get("/v1/erasures/" + id).status()).isEqualTo(404);
        }
    }

    private Answer restore(String lines) {
        return gateway.send("POST", "/v1/users/" + user + "/import", lines, LINES);
    }

    private JsonNode awaitDone(String id) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> gateway.get("/v1/erasures/" + id).json(),
                        receipt -> receipt.get("status").stringValue().equals("DONE"));
    }

    private String turn(String content) {
        return "{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"seq\":1,\"role\":\"user\","
                + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + content + "\"}";
    }
}
