package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import io.memoryorchestrator.server.testing.Rows;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Memory nodes as a client meets them. */
@OrchestratorTest
class NodesOverHttpIT {
    @LocalServerPort
    private int port;

    @Value("${orchestrator.adapter.supabase.url}")
    private String database;

    private Gateway gateway;

    @BeforeEach
    void ready() {
        gateway = Gateway.ready(port);
    }

    @Test
    void aValueIsPutReadReplacedListedAndDeleted() {
        String path = "/v1/nodes/crud/fact/f1?userId=crud";
        String fact = "{\"subject\":\"Ada\",\"predicate\":\"likes\",\"object\":\"tea\",\"confidence\":0.5}";

        assertThat(gateway.put(path, fact).status()).isEqualTo(201);
        assertThat(gateway.put(path, fact.replace("0.5", "0.9")).status()).isEqualTo(200);
        assertThat(gateway.get(path).json().get("confidence").doubleValue()).isEqualTo(0.9);
        assertThat(keys(gateway.get("/v1/nodes/crud/fact?userId=crud"))).containsExactly("f1");
        Answer unnamed = gateway.put("/v1/nodes/crud/fact?userId=crud", fact);
        assertThat(unnamed.status()).isEqualTo(201);
        assertThat(unnamed.json().get("key").stringValue()).hasSize(36);
        assertThat(gateway.delete(path).status()).isEqualTo(204);
        assertThat(gateway.delete(path).status()).isEqualTo(404);
        assertThat(gateway.get(path).status()).isEqualTo(404);
        assertThat(gateway.delete("/v1/nodes/crud?userId=crud")
                        .json()
                        .get("removed")
                        .longValue())
                .isEqualTo(1);
    }

    @Test
    void personalDataIsTakenOutBeforeAnythingIsStored() {
        String mail = "zora.quill@example.com";
        gateway.put(
                "/v1/nodes/pii/entity/e?userId=pii",
                "{\"name\":\"Zora " + mail + "\",\"attributes\":{\"" + mail + "\":[\"" + mail + "\"]},"
                        + "\"metadata\":{\"contact\":\"" + mail + "\"}}");
        gateway.put("/v1/nodes/pii/document/d?userId=pii", "{\"collection\":\"c\",\"chunks\":[\"to " + mail + "\"]}");
        gateway.put("/v1/nodes/pii/key-value/k?userId=pii", "{\"value\":{\"deep\":[\"" + mail + "\"]}}");

        assertThat(gateway.get("/v1/nodes/pii/key-value/k?userId=pii").body()).contains("[EMAIL]");
        assertThat(new Rows(database).everything()).noneMatch(row -> row.contains(mail));
        assertThat(keys(gateway.post("/v1/nodes/pii/entity/query?userId=pii", "{\"words\":\"Zora " + mail + "\"}")))
                .containsExactly("e");
    }

    @Test
    void whatIsWrittenIsFoundByMeaningWithoutAVectorFromTheClient() {
        gateway.put("/v1/nodes/near/vector/cat?userId=near", "{\"text\":\"The cat sleeps on the sofa\"}");
        gateway.put("/v1/nodes/near/vector/tax?userId=near", "{\"text\":\"The tax return is due in May\"}");
        gateway.put(
                "/v1/nodes/near/document/d?userId=near",
                "{\"collection\":\"home\",\"title\":\"Notes\",\"text\":\"" + "Trams run all night. ".repeat(60)
                        + "The kitten purrs on the couch.\"}");

        assertThat(keys(gateway.post(
                        "/v1/nodes/near/vector/query?userId=near", "{\"near\":\"a kitten on a couch\",\"limit\":1}")))
                .containsExactly("cat");
        Answer chunk = gateway.post(
                "/v1/nodes/near/document/query?userId=near",
                "{\"near\":\"a kitten on a couch\",\"where\":{\"collection\":\"home\"},\"limit\":1}");
        assertThat(chunk.body()).contains("kitten purrs").doesNotContain("embedding\":[");
        assertThat(chunk.json().get("matches").get(0).get("chunk").intValue()).isPositive();
    }

    @Test
    void graphsAreWalkedAndCirclesRefused() {
        for (String key : List.of("a", "b", "c")) {
            gateway.put("/v1/nodes/graph/graph-node/" + key + "?userId=graph", "{\"label\":\"" + key + "\"}");
        }
        gateway.put("/v1/nodes/graph/graph-relation/1?userId=graph", relation("a", "b"));
        gateway.put("/v1/nodes/graph/graph-relation/2?userId=graph", relation("b", "c"));

        Answer circle = gateway.put("/v1/nodes/graph/graph-relation/3?userId=graph", relation("c", "a"));

        assertThat(circle.status()).isEqualTo(422);
        assertThat(circle.json().get("code").stringValue()).isEqualTo("cycle");
        assertThat(keys(gateway.post(
                        "/v1/nodes/graph/graph-node/query?userId=graph", "{\"neighbours\":\"a\",\"depth\":2}")))
                .containsExactly("b", "c");
        assertThat(keys(gateway.post(
                        "/v1/nodes/graph/graph-node/query?userId=graph",
                        "{\"path\":{\"from\":\"c\",\"to\":\"a\"},\"direction\":\"in\"}")))
                .containsExactly("c", "b", "a");
        Answer unknown = gateway.put("/v1/nodes/graph/graph-relation/4?userId=graph", relation("a", "nobody"));
        assertThat(unknown.json().get("code").stringValue()).isEqualTo("unknown_reference");
    }

    @Test
    void somebodyElsesValueIsAsAbsentAsNone() {
        gateway.put("/v1/nodes/mine/key-value/k?userId=mine", "{\"value\":1}");

        for (String other : List.of("?userId=other", "?userId=mine&tenantId=elsewhere")) {
            assertThat(gateway.get("/v1/nodes/mine/key-value/k" + other).status())
                    .isEqualTo(404);
            assertThat(gateway.delete("/v1/nodes/mine/key-value/k" + other).status())
                    .isEqualTo(404);
            assertThat(keys(gateway.get("/v1/nodes/mine/key-value" + other))).isEmpty();
        }
        assertThat(gateway.get("/v1/nodes/mine/key-value/k?userId=mine").status())
                .isEqualTo(200);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("fact", "{", 400, "malformed_json"),
                Arguments.of("fact", "[]", 400, "malformed_json"),
                Arguments.of("fact", "{\"subject\":\"s\"}", 400, "invalid_field"),
                Arguments.of("fact", fact("\"confidence\":2"), 400, "invalid_field"),
                Arguments.of("fact", fact("\"ttlSeconds\":0"), 400, "invalid_field"),
                Arguments.of("fact", fact("\"namespace\":\"other:a:b\""), 400, "invalid_field"),
                Arguments.of("nonsense", "{}", 400, "invalid_field"),
                Arguments.of("key-value", "{\"value\":\"" + "x".repeat(300_000) + "\"}", 400, "invalid_field"),
                Arguments.of(
                        "conversation-buffer",
                        "{\"content\":\"" + "x".repeat(5_000_000) + "\"}",
                        413,
                        "body_too_large"),
                Arguments.of(
                        "vector", "{\"embedding\":[1,2,3],\"model\":\"bge-small-en-v1.5-q\"}", 400, "invalid_field"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsToldAndTheValueStaysAsItWas(String kind, String body, int status, String code) {
        String path = "/v1/nodes/wrong/" + kind + "/k?userId=wrong";
        gateway.put("/v1/nodes/wrong/fact/k?userId=wrong", fact("\"confidence\":1"));

        Answer refused = gateway.put(path, body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.json().get("code").stringValue()).isEqualTo(code);
        assertThat(gateway.get("/v1/nodes/wrong/fact/k?userId=wrong")
                        .json()
                        .get("subject")
                        .stringValue())
                .isEqualTo("s");
    }

    @Test
    void aVectorOfAnotherLengthIsRefusedAndTheOldOneStays() {
        String path = "/v1/nodes/length/vector/v?userId=length";
        gateway.put(path, "{\"text\":\"first\",\"embedding\":[1,2,3],\"model\":\"own\"}");

        Answer refused = gateway.put(path, "{\"text\":\"second\",\"embedding\":[1,2],\"model\":\"own\"}");

        assertThat(refused.json().get("code").stringValue()).isEqualTo("wrong_dimensions");
        assertThat(gateway.get(path).json().get("text").stringValue()).isEqualTo("first");
        assertThat(gateway.post(
                                "/v1/nodes/length/vector/query?userId=length",
                                "{\"embedding\":[1,2],\"model\":\"own\"}")
                        .json()
                        .get("code")
                        .stringValue())
                .isEqualTo("invalid_field");
    }

    @Test
    void aPageEndsAtEightMegabytesAndTheRestFollows() {
        String value = "{\"value\":\"" + "x".repeat(260_000) + "\"}";
        for (int i = 100; i < 152; i++) {
            gateway.put("/v1/nodes/wide/key-value/" + i + "?userId=wide", value);
        }

        Answer first = gateway.get("/v1/nodes/wide/key-value?limit=1000&userId=wide");
        Answer rest = gateway.get("/v1/nodes/wide/key-value?limit=1000&userId=wide&offset="
                + first.json().get("next"));

        assertThat(keys(first)).hasSize(33).startsWith("100");
        assertThat(keys(rest)).hasSize(19).startsWith("133").endsWith("151");
        assertThat(rest.json().get("next").isNull()).isTrue();
        gateway.delete("/v1/nodes/wide?userId=wide");
    }

    @Test
    void theLastMessagesAreListedInTheirOrderHoweverManyThereAre() {
        for (int i = 100; i < 140; i++) {
            gateway.put("/v1/nodes/talk/conversation-buffer/" + i + "?userId=talk", "{\"content\":\"said\"}");
        }

        Answer last = gateway.get("/v1/nodes/talk/conversation-buffer?limit=30&userId=talk");

        assertThat(keys(last)).hasSize(30).isSorted().startsWith("110").endsWith("139");
        assertThat(last.json().get("next").intValue()).isEqualTo(30);
    }

    @Test
    void whatIsNotPagedHasASmallerLimit() {
        assertThat(gateway.post("/v1/nodes/any/vector/query?userId=any", "{\"near\":\"a cat\",\"limit\":101}")
                        .status())
                .isEqualTo(400);
        assertThat(gateway.post("/v1/nodes/any/entity/query?userId=any", "{\"neighbours\":\"a\",\"limit\":101}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void vectorsOfChunksComeOnlyWhenTheyAreAskedFor() {
        gateway.put("/v1/nodes/chunks/document/d?userId=chunks", "{\"collection\":\"c\",\"text\":\"Trams run.\"}");

        assertThat(gateway.get("/v1/nodes/chunks/document?userId=chunks").body())
                .contains("Trams run.")
                .doesNotContain("embedding", "model");
        assertThat(gateway.get("/v1/nodes/chunks/document?userId=chunks&embeddings=true")
                        .body())
                .contains("embedding", "model");
    }

    @Test
    void everythingIsCopiedToTheOtherPlaceAndBackAndCompared() {
        gateway.put("/v1/nodes/copy/fact/f?userId=copy", fact("\"confidence\":1"));
        gateway.put("/v1/nodes/copy/vector/v?userId=copy", "{\"text\":\"a vector\"}");

        for (String to : List.of("in-process", "database")) {
            Answer report = gateway.post("/v1/ops/nodes/migrations?to=" + to, "");

            assertThat(report.status()).as(report.body()).isEqualTo(200);
            assertThat(report.json().get("valid").booleanValue()).isTrue();
            assertThat(report.json().get("kinds").get("vector").get("count").longValue())
                    .isPositive();
        }
        assertThat(gateway.post("/v1/ops/nodes/migrations?to=nowhere", "").status())
                .isEqualTo(400);
    }

    private static String fact(String more) {
        return "{\"subject\":\"s\",\"predicate\":\"p\",\"object\":\"o\"," + more + "}";
    }

    private static String relation(String from, String to) {
        return "{\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"type\":\"part_of\",\"acyclic\":true}";
    }

    private static List<String> keys(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().get("matches").spliterator(), false)
                .map(match -> match.get("entry").get("key").stringValue())
                .toList();
    }
}
