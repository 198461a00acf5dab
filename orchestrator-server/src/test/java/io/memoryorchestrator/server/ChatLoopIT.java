package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The simple surface: one call to add, one to search. */
@OrchestratorTest
class ChatLoopIT {
    private static final String HEARD =
            "{\"role\":\"user\",\"content\":\"My lighthouse stands on Skellig, mail" + " keeper@lamp.example\"}";
    private static final String ANSWERED = "{\"role\":\"assistant\",\"content\":\"A fine place for puffins\"}";

    private final String user = "chat-" + UUID.randomUUID();
    private final int port;
    private Gateway gateway;

    ChatLoopIT(@LocalServerPort int port) {
        this.port = port;
        this.gateway = new Gateway(port);
    }

    @BeforeEach
    void theServerIsReady() {
        gateway = Gateway.ready(port);
    }

    @Test
    void whatIsAddedIsSearchableWhenTheCallReturnsAndRedacted() {
        Answer added = add(HEARD, ANSWERED);

        assertThat(added.status()).as(added.body()).isEqualTo(200);
        assertThat(added.json().get("searchable").booleanValue()).isTrue();
        assertThat(added.json().get("stored").intValue()).isEqualTo(2);
        JsonNode found = search("Where is the lighthouse?");
        assertThat(found.get("results").get(0).get("memory").stringValue())
                .contains("Skellig", "[EMAIL]")
                .doesNotContain("keeper@");
        assertThat(found.get("context").stringValue()).contains("Skellig").doesNotContain("keeper@");
        assertThat(turns()).isEqualTo(2);
    }

    @Test
    void anExactRepeatIsRecognisedAndStoredOnce() {
        String first =
                add(HEARD, ANSWERED).json().get("results").get(0).get("id").stringValue();

        JsonNode again = add(HEARD, ANSWERED).json();
        JsonNode twice = add("{\"role\":\"user\",\"content\":\"Twice\"}", "{\"role\":\"user\",\"content\":\"Twice\"}")
                .json();

        assertThat(again.get("stored").intValue()).isZero();
        assertThat(again.get("duplicates").intValue()).isEqualTo(2);
        assertThat(again.get("searchable").booleanValue()).isTrue();
        assertThat(again.get("results").get(0).get("id").stringValue()).isEqualTo(first);
        assertThat(twice.get("stored").intValue()).isEqualTo(1);
        assertThat(twice.get("duplicates").intValue()).isEqualTo(1);
        assertThat(turns()).isEqualTo(3);
    }

    @Test
    void theSameWordsAtAnotherTimeOrInAnotherSessionAreNoRepeat() {
        String yes = "{\"role\":\"user\",\"content\":\"Yes\",\"timestamp\":\"2026-02-0%dT09:00:00Z\"}";
        add(yes.formatted(1), yes.formatted(2));
        add(yes.formatted(1));
        gateway.post(
                "/api/memory/add",
                "{\"user_id\":\"" + user + "\",\"session_id\":\"other\",\"messages\":[" + yes.formatted(1) + "]}");

        assertThat(turns()).isEqualTo(3);
    }

    @Test
    void messagesKeepTheirOrderAndTheirMetadata() {
        add(
                "{\"role\":\"user\",\"content\":\"one\",\"metadata\":{\"file\":\"keeper@lamp.example.pdf\"}}",
                "{\"role\":\"assistant\",\"content\":\"two\"}",
                "{\"role\":\"user\",\"content\":\"three\"}");

        String recent = gateway.post("/v1/context", "{\"userId\":\"" + user + "\",\"sessionId\":\"chat\"}")
                .json()
                .get("block")
                .stringValue();
        assertThat(recent.indexOf("one")).isPositive().isLessThan(recent.indexOf("two"));
        assertThat(recent.indexOf("two")).isLessThan(recent.indexOf("three"));
    }

    @Test
    void whatIsWrongIsSaidInTheClientsNamesAndWithoutItsValues() {
        Answer wrong = gateway.post(
                "/api/memory/add",
                "{\"messages\":[{\"role\":\"keeper@lamp.example\",\"content\":\"x\"},"
                        + "{\"role\":\"user\",\"content\":\" \",\"timestamp\":\"keeper@lamp.example\"}]}");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().get("code").stringValue()).isEqualTo("invalid_field");
        assertThat(wrong.json().get("errors").toString())
                .contains("\"user_id\"", "messages[0].role", "messages[1].timestamp");
        assertThat(wrong.body()).doesNotContain("keeper@");
    }

    @Test
    void aBodyOfTheWrongShapeIsRefused() {
        for (String body : new String[] {
            "null",
            "[]",
            "{\"user_id\":\"u\",\"messages\":7}",
            "{\"user_id\":\"u\",\"messages\":[]}",
            "{\"user_id\":\"u\",\"messages\":[null]}",
            "{\"user_id\":{},\"messages\":[]}",
            "{\"user_id\":\"u\",\"messages\":[{\"role\":\"user\",\"content\":{\"a\":1}}]}"
        }) {
            Answer refused = gateway.post("/api/memory/add", body);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.json().get("code").stringValue()).as(body).isIn("invalid_field", "malformed_json");
        }
        assertThat(gateway.post("/api/memory/search", "{\"user_id\":\"u\",\"query\":\" \"}")
                        .json()
                        .get("errors")
                        .toString())
                .contains("query");
    }

    @Test
    void theDescriptionNamesTheFields() {
        JsonNode schemas = gateway.get("/v3/api-docs").json().at("/components/schemas");

        assertThat(schemas.at("/Add/properties").toString()).contains("user_id", "session_id", "messages");
        assertThat(schemas.at("/Search/properties").toString()).contains("user_id", "query", "limit");
    }

    private Answer add(String... messages) {
        return gateway.post(
                "/api/memory/add", "{\"user_id\":\"" + user + "\",\"messages\":[" + String.join(",", messages) + "]}");
    }

    private JsonNode search(String query) {
        return gateway.post("/api/memory/search", "{\"user_id\":\"" + user + "\",\"query\":\"" + query + "\"}")
                .json();
    }

    private int turns() {
        return gateway.get("/api/memory/status?user_id=" + user)
                .json()
                .get("turns")
                .intValue();
    }
}
