package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@OrchestratorTest
class TurnOverHttpIT {
    private final String user = "user-" + UUID.randomUUID();
    private final CanonicalStore store;
    private final int port;
    private Gateway gateway;

    TurnOverHttpIT(@Autowired CanonicalStore store, @LocalServerPort int port) {
        this.store = store;
        this.port = port;
        this.gateway = new Gateway(port);
    }

    @BeforeEach
    void theServerIsReady() {
        gateway = Gateway.ready(port);
    }

    @Test
    void aCommittedTurnIsRedactedStoredEmbeddedAndFoundAgain() {
        JsonNode report = gateway.follow(
                "/v1/intents/turn-committed",
                turn(1, "My sister Vera breeds alpacas near Cusco, write to vera.q@alpaca.example"),
                "ENRICHED");

        assertThat(report.get("turnIds")).hasSize(1);
        JsonNode context = ask("Who keeps animals in Peru?");
        assertThat(context.get("items").get(0).get("text").stringValue())
                .contains("alpacas")
                .contains("[EMAIL]")
                .doesNotContain("vera.q");
        assertThat(context.get("degraded")).isEmpty();
    }

    @Test
    void sendingTheSameTurnTwiceLeavesOne() {
        gateway.follow("/v1/intents/turn-committed", turn(1, "The kettle is blue"), "ENRICHED");
        gateway.follow("/v1/intents/turn-committed", turn(1, "The kettle is blue"), "ENRICHED");

        assertThat(stored()).extracting(Turn::content).containsExactly("The kettle is blue");
    }

    @Test
    void anIdempotencyKeyIsOneIntentAndRefusesAnotherBody() {
        String key = "key-" + UUID.randomUUID();
        Answer first = gateway.post("/v1/intents/turn-committed", turn(1, "one"), "Idempotency-Key", key);
        Answer again = gateway.post("/v1/intents/turn-committed", turn(1, "one"), "Idempotency-Key", key);
        Answer other = gateway.post("/v1/intents/turn-committed", turn(1, "two"), "Idempotency-Key", key);

        assertThat(again.json().get("intentId")).isEqualTo(first.json().get("intentId"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().get("code").stringValue()).isEqualTo("idempotency_conflict");
        assertThat(other.json().get("detail").stringValue()).startsWith("This idempotency key was used");
    }

    @Test
    void aBatchWithAnIdThatWasUsedForAnotherBodyLeavesNothingAndSaysWhich() {
        String used = "used-" + UUID.randomUUID();
        String beside = "beside-" + UUID.randomUUID();
        gateway.post("/v1/intents", envelope(turn(1, "one")).replaceFirst("\\{", "{\"id\":\"" + used + "\","));

        Answer refused = gateway.post(
                "/v1/intents",
                "[" + envelope(turn(2, "two")).replaceFirst("\\{", "{\"id\":\"" + beside + "\",") + ","
                        + envelope(turn(3, "three")).replaceFirst("\\{", "{\"id\":\"" + used + "\",") + "]");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").stringValue())
                .isEqualTo("Intent [1]: this id " + used + " was used for another body: use a new id for a new intent."
                        + " None of the 2 intents was accepted");
        JsonNode conflict = refused.json().get("conflicts").get(0);
        assertThat(conflict.get("index").intValue()).isEqualTo(1);
        assertThat(conflict.get("id").stringValue()).isEqualTo(used);
        assertThat(conflict.get("intentId").stringValue()).isEqualTo(used);
        assertThat(gateway.get("/v1/intents/" + beside).status()).isEqualTo(404);
    }

    @Test
    void aClientIdWithOtherWordsFailsAndTheFirstWordsStand() {
        gateway.follow("/v1/intents/turn-committed", turn(1, "first", "t-1"), "ENRICHED");

        JsonNode report = gateway.follow("/v1/intents/turn-committed", turn(1, "second", "t-1"), "FAILED");

        assertThat(report.get("reason").stringValue()).isEqualTo("idempotency_conflict");
        assertThat(stored()).extracting(Turn::content).containsExactly("first");
    }

    @Test
    void contextThatComesBackInATurnIsNotRemembered() {
        gateway.follow("/v1/intents/turn-committed", turn(1, "I am allergic to walnuts"), "ENRICHED");
        String block = ask("What must I not eat?").get("block").stringValue();

        JsonNode report = gateway.follow("/v1/intents/turn-committed", turn(2, escaped(block)), "SKIPPED");

        assertThat(report.get("reason").stringValue()).isEqualTo("echo");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void whatIsWrongIsSaidWithAStableCode() {
        assertThat(code(gateway.post("/v1/intents/turn-committed", "{not json"), 400))
                .isEqualTo("malformed_json");
        assertThat(code(gateway.post("/v1/intents/turn-committed", "{}"), 400)).isEqualTo("invalid_field");
        assertThat(code(gateway.post("/v1/intents/turn-committed", turn(1, "   ")), 400))
                .isEqualTo("invalid_field");
        assertThat(code(gateway.post("/v1/intents/turn-committed", turn(1, "x".repeat(1 << 20))), 413))
                .isEqualTo("content_too_large");
        assertThat(code(gateway.post("/v1/intents/session-sync", "[\"" + "x".repeat(5 << 20) + "\"]"), 413))
                .isEqualTo("body_too_large");
        assertThat(code(
                        gateway.post(
                                "/v1/intents", "{\"type\":\"io.memoryorchestrator.turn-committed.v9\",\"data\":{}}"),
                        400))
                .isEqualTo("unsupported_version");
        assertThat(code(gateway.get("/v1/nowhere"), 404)).isEqualTo("not_found");
    }

    @Test
    void anArrayOfEnvelopesIsAnsweredInOrder() {
        String envelopes = "[" + envelope(turn(1, "alpha")) + "," + envelope(turn(2, "beta")) + "]";

        Answer answer = gateway.post("/v1/intents", envelopes);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json()).hasSize(2);
        answer.json().forEach(each -> gateway.awaitStatus(each.get("intentId").stringValue(), "ENRICHED"));
        assertThat(stored()).extracting(Turn::content).containsExactly("alpha", "beta");
    }

    private JsonNode ask(String question) {
        Answer answer = gateway.post(
                "/v1/context", "{\"userId\":\"" + user + "\",\"query\":\"" + question + "\",\"deadlineMs\":5000}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<Turn> stored() {
        return store.recent(SessionRef.of("default", user, "s1"), 100);
    }

    private static String code(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.json().get("code").stringValue();
    }

    private String turn(int seq, String content) {
        return "{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"seq\":" + seq
                + ",\"role\":\"user\",\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + content + "\"}";
    }

    private String turn(int seq, String content, String turnId) {
        return turn(seq, content).replace("\"seq\"", "\"turnId\":\"" + turnId + "\",\"seq\"");
    }

    private static String envelope(String data) {
        return "{\"type\":\"onTurnCommitted\",\"data\":" + data + "}";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
