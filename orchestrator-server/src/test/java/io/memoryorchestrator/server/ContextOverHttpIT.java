package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.Fact;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeMemory;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.NodeStore;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** fetchContext through the whole server: reasons, weights, echoes, languages, and a database that does not answer. */
@OrchestratorTest
class ContextOverHttpIT {
    private static final Duration DEADLINE = Duration.ofMillis(300);
    /** A loaded machine wakes threads late; what is stalled here would take eight seconds. */
    private static final Duration SLACK = Duration.ofSeconds(6);

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final String user = "user-" + UUID.randomUUID();
    private final CanonicalStore store;
    private final String database;
    private final int port;
    private Gateway gateway;

    ContextOverHttpIT(
            @Autowired CanonicalStore store,
            @Value("${orchestrator.adapter.supabase.url}") String database,
            @LocalServerPort int port) {
        this.store = store;
        this.database = database;
        this.port = port;
        this.gateway = new Gateway(port);
    }

    @BeforeEach
    void theServerIsReady() {
        gateway = Gateway.ready(port);
    }

    @Test
    void itSaysWhyAnItemStandsWhereItStandsAndWhyAnotherIsMissing() {
        remember(1, "My canary Pip sings at dawn");
        remember(2, "The tram to the harbour was late");
        String other = store.recent(SessionRef.of("default", user, "s1"), 1)
                .getFirst()
                .id()
                .toString();

        JsonNode answer = ask("What is my canary called?", Map.of("limit", 1, "explainIds", List.of(other, "unheard")));

        JsonNode item = answer.get("items").get(0);
        JsonNode why = answer.get("explanations");
        assertThat(why).hasSize(3);
        assertThat(why.get(0).get("id")).isEqualTo(item.get("id"));
        assertThat(why.get(0).get("place").intValue()).isEqualTo(1);
        assertThat(why.get(0).get("ranks").get("words").intValue()).isEqualTo(1);
        assertThat(why.get(0).get("ranks").get("vectors").intValue()).isEqualTo(1);
        assertThat(why.get(0).get("scoreParts")).isEqualTo(item.get("scoreParts"));
        assertThat(why.get(1).get("id").stringValue()).isEqualTo(other);
        assertThat(why.get(1).get("place").isNull()).isTrue();
        assertThat(why.get(1).get("reason").stringValue()).contains("below the limit");
        assertThat(why.get(2).get("reason").stringValue()).contains("not stored for this user");
        assertThat(ask("What is my canary called?", Map.of()).has("explanations"))
                .isFalse();
    }

    @Test
    void weightsOfACallDecideItsOrderAndUnknownOnesAreRefused() {
        gateway.follow("/v1/intents/turn-committed", turn("monday", 1, "The parcel came on Monday", 0.51), "ENRICHED");
        gateway.follow("/v1/intents/turn-committed", turn("later", 1, "The parcel came from Oslo", 0.5), "ENRICHED");
        String question = "Where did the parcel from Oslo come from?";

        assertThat(first(ask(question, Map.of()))).contains("Oslo");
        assertThat(first(ask(question, Map.of("weights", Map.of("importance", 900)))))
                .contains("Monday");
        Answer refused = gateway.post(
                "/v1/context", mapper.writeValueAsString(Map.of("userId", user, "weights", Map.of("mood", 1))));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("code").stringValue()).isEqualTo("invalid_field");
        assertThat(refused.body()).contains("weights").doesNotContain("mood");
    }

    @Test
    void contextLoopedThroughTenRoundsIsNeitherStoredNorEnriched() {
        remember(0, "I am allergic to walnuts and my sister Mo is not");
        for (int round = 1; round <= 10; round++) {
            String block = ask("What must I not eat?", Map.of()).get("block").stringValue();
            assertThat(block).contains("walnuts");

            JsonNode bare = gateway.follow(
                    "/v1/intents/turn-committed", turn(100 + round, block, 0.5), "SKIPPED", "ENRICHED", "FAILED");
            assertThat(bare.get("reason").stringValue()).isEqualTo("echo");
            gateway.follow(
                    "/v1/intents/turn-committed",
                    turn(round, block + "\n\nWhat can I cook in round " + round + "?", 0.5),
                    "ENRICHED");
        }
        List<Turn> stored = store.recent(SessionRef.of("default", user, "s1"), 100);
        assertThat(stored).hasSize(11);
        assertThat(stored).noneMatch(turn -> turn.content().contains("memory-context"));
        assertThat(stored)
                .filteredOn(turn -> turn.content().contains("walnuts"))
                .hasSize(1);
    }

    @Test
    void whatAMemoryNodeHoldsStandsBesideWhatWasSaid() {
        remember(1, "Yesterday I heard somebody play in the courtyard");
        NodeStore nodes = ((NodeMemory) store).nodes();
        NodeRef profile = new NodeRef(new UserRef("default", user), "profile");
        nodes.put(profile, NodeDraft.of("music", new Fact("Ada", "plays", "the violoncello", 1)));

        JsonNode answer = ask("Who plays the violoncello?", Map.of("explain", true));

        JsonNode item = answer.get("items").get(0);
        assertThat(item.get("kind").stringValue()).isEqualTo("fact");
        assertThat(item.get("id").stringValue()).isEqualTo("profile:fact:music");
        assertThat(item.get("source").get(0).stringValue()).isEqualTo("nodes");
        assertThat(answer.get("explanations").get(0).get("ranks").get("nodes").intValue())
                .isEqualTo(1);
        assertThat(answer.get("degraded")).isEmpty();
        assertThat(ask("Who plays the violoncello?", Map.of("include", List.of("words")))
                        .get("items")
                        .toString())
                .doesNotContain("fact");
    }

    @Test
    void contentInAnyLanguageIsFoundByWords() {
        Map<String, String> found = new LinkedHashMap<>();
        found.put("В какую квартиру переехала сестра?", "Моя сестра переехала в новую квартиру в Казани.");
        found.put("Wo steht das kleine Haus der Schwester?", "Meine Schwester hat zwei kleine Häuser am See gekauft.");
        found.put("妹妹搬到哪里了？", "我妹妹上个月搬到了上海。");
        found.put("妹はどこに引っ越しましたか", "妹は先月東京に引っ越しました。");
        // In sessions of their own: within one, a turn is found by its neighbours' words too.
        found.values()
                .forEach(said -> gateway.follow(
                        "/v1/intents/turn-committed", turn("of " + said.length(), 1, said, 0.5), "STORED", "ENRICHED"));
        found.forEach((question, said) -> {
            JsonNode answer = ask(question, Map.of("include", List.of("words"), "explain", true));

            assertThat(first(answer)).as(answer.get("explanations").toString()).isEqualTo(said);
        });
    }

    @Test
    void theDeadlineHoldsWhileTheDatabaseDoesNotAnswerAndNothingIsLeftBehind() throws SQLException {
        remember(1, "The boat lies at pier nine");
        PostgresUrl url = PostgresUrl.parse(database);
        try (Connection lock = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password())) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("lock table memories.turns in access exclusive mode");
            // More than the pool has connections: none may stay with a question that nobody waits for.
            for (int question = 0; question < 12; question++) {
                long began = System.nanoTime();
                JsonNode answer = ask("At which pier is the boat?", Map.of("deadlineMs", DEADLINE.toMillis()));
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE.plus(SLACK));
                assertThat(answer.get("degraded").toString()).contains("turns: ");
                assertThat(answer.get("items")).isEmpty();
            }
            lock.rollback();
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode answer = ask("At which pier is the boat?", Map.of());
            assertThat(answer.get("degraded")).isEmpty();
            assertThat(first(answer)).contains("pier nine");
        });
    }

    private void remember(int seq, String content) {
        gateway.follow("/v1/intents/turn-committed", turn(seq, content, 0.5), "ENRICHED");
    }

    private static String first(JsonNode answer) {
        return answer.get("items").get(0).get("text").stringValue();
    }

    private JsonNode ask(String question, Map<String, Object> more) {
        Map<String, Object> fetch = new LinkedHashMap<>(Map.of("userId", user, "query", question, "deadlineMs", 5000));
        fetch.putAll(more);
        Answer answer = gateway.post("/v1/context", mapper.writeValueAsString(fetch));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String turn(int seq, String content, double importance) {
        return turn("s1", seq, content, importance);
    }

    private String turn(String session, int seq, String content, double importance) {
        return mapper.writeValueAsString(Map.of(
                "userId",
                user,
                "sessionId",
                session,
                "seq",
                seq,
                "role",
                "user",
                "occurredAt",
                "2026-02-03T04:05:06Z",
                "importance",
                importance,
                "content",
                content));
    }
}
